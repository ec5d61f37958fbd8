package io.github.dqlite4j.hibernate.json;

import java.util.List;

import org.hibernate.dialect.function.json.JsonArrayAggFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Distinct;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JsonNullBehavior;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * {@code json_arrayagg(value)}, by {@code json_group_array}. Without {@code null on null}
 * it leaves NULL out.
 */
final class SqliteJsonArrayAggFunction extends JsonArrayAggFunction {

	SqliteJsonArrayAggFunction(TypeConfiguration typeConfiguration) {
		super(true, typeConfiguration);
	}

	@Override
	public void render(SqlAppender sqlAppender, List<? extends SqlAstNode> sqlAstArguments, @Nullable Predicate filter,
			@Nullable List<SortSpecification> withinGroup, ReturnableType<?> returnType,
			SqlAstTranslator<?> translator) {
		JsonArguments.refuse((withinGroup == null || withinGroup.isEmpty()) ? null : "within group", getName());
		boolean keepNulls = sqlAstArguments.size() > 1 && sqlAstArguments.get(1) == JsonNullBehavior.NULL;
		sqlAppender.appendSql("json_group_array(");
		Expression value = (Expression) sqlAstArguments.get(0);
		if (value instanceof Distinct distinct) {
			sqlAppender.appendSql("distinct ");
			value = distinct.getExpression();
		}
		JsonArguments.appendValue(sqlAppender, value, translator);
		sqlAppender.appendSql(')');
		JsonArguments.appendFilter(sqlAppender, filter, keepNulls ? null : value, translator);
	}

}
