package io.github.dqlite4j.hibernate.function;

import java.util.List;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.ListaggFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Distinct;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * {@code listagg}, by {@code group_concat}. SQLite learnt to order within it with version
 * 3.44, and with {@code distinct} it separates by commas only.
 */
final class GroupConcatFunction extends ListaggFunction {

	GroupConcatFunction(TypeConfiguration typeConfiguration) {
		super(null, typeConfiguration);
	}

	@Override
	public void render(SqlAppender sqlAppender, List<? extends SqlAstNode> sqlAstArguments, @Nullable Predicate filter,
			@Nullable List<SortSpecification> withinGroup, ReturnableType<?> returnType,
			SqlAstTranslator<?> translator) {
		SqlAstNode value = sqlAstArguments.get(0);
		SqlAstNode separator = sqlAstArguments.get(1);
		sqlAppender.appendSql("group_concat(");
		if (value instanceof Distinct distinct) {
			requireComma(separator);
			sqlAppender.appendSql("distinct ");
			distinct.getExpression().accept(translator);
		}
		else {
			value.accept(translator);
			sqlAppender.appendSql(',');
			separator.accept(translator);
		}
		if (withinGroup != null && !withinGroup.isEmpty()) {
			appendOrder(sqlAppender, withinGroup, translator);
		}
		sqlAppender.appendSql(')');
		if (filter != null) {
			translator.getCurrentClauseStack().push(Clause.WHERE);
			sqlAppender.appendSql(" filter (where ");
			filter.accept(translator);
			sqlAppender.appendSql(')');
			translator.getCurrentClauseStack().pop();
		}
	}

	private static void requireComma(SqlAstNode separator) {
		if (!(separator instanceof Literal literal) || !",".equals(literal.getLiteralValue())) {
			throw new UnsupportedOperationException("listagg(distinct …) on dqlite separates by ',' only");
		}
	}

	private static void appendOrder(SqlAppender sql, List<SortSpecification> order, SqlAstTranslator<?> translator) {
		Dialect dialect = translator.getSessionFactory().getJdbcServices().getDialect();
		if (dialect.getVersion().isBefore(3, 44)) {
			throw new UnsupportedOperationException(
					"listagg(…) within group (order by …) takes SQLite 3.44, but the engine " + "has "
							+ dialect.getVersion() + ": read the rows in order and join them in Java");
		}
		translator.getCurrentClauseStack().push(Clause.WITHIN_GROUP);
		String separator = " order by ";
		for (SortSpecification sort : order) {
			sql.appendSql(separator);
			sort.accept(translator);
			separator = ",";
		}
		translator.getCurrentClauseStack().pop();
	}

}
