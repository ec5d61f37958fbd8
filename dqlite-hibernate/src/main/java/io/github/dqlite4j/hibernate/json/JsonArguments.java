package io.github.dqlite4j.hibernate.json;

import java.util.List;

import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Renders what the JSON functions have in common.
 */
final class JsonArguments {

	private JsonArguments() {
	}

	/**
	 * Render a value that is to become part of a document.
	 * @param sql where to
	 * @param value the value
	 * @param translator the translator of its parts
	 */
	static void appendValue(SqlAppender sql, SqlAstNode value, SqlAstTranslator<?> translator) {
		new PatternRenderer(JsonComponents.write("?1", typeCode(value))).render(sql, List.of(value), translator);
	}

	private static int typeCode(SqlAstNode value) {
		JdbcMappingContainer type = (value instanceof Expression expression) ? expression.getExpressionType() : null;
		return (type != null && type.getJdbcTypeCount() == 1)
				? type.getSingleJdbcMapping().getJdbcType().getDefaultSqlTypeCode() : SqlTypes.OTHER;
	}

	/**
	 * Render the filter of an aggregate.
	 * @param sql where to
	 * @param filter what the query says, or {@code null}
	 * @param notNull a value whose NULLs are to be left out, or {@code null} to keep them
	 * @param translator the translator of its parts
	 */
	static void appendFilter(SqlAppender sql, @Nullable Predicate filter, @Nullable Expression notNull,
			SqlAstTranslator<?> translator) {
		if (filter == null && notNull == null) {
			return;
		}
		translator.getCurrentClauseStack().push(Clause.WHERE);
		sql.appendSql(" filter (where ");
		if (filter != null) {
			filter.accept(translator);
		}
		if (notNull != null) {
			sql.appendSql((filter != null) ? " and " : "");
			notNull.accept(translator);
			sql.appendSql(" is not null");
		}
		sql.appendSql(')');
		translator.getCurrentClauseStack().pop();
	}

	/**
	 * Refuse a clause that SQLite has nothing for.
	 * @param clause the clause, or {@code null} if the query does not have it
	 * @param function the function it belongs to
	 */
	static void refuse(@Nullable Object clause, String function) {
		if (clause != null) {
			throw new UnsupportedOperationException(
					function + " on dqlite takes a document and a path, but no clause " + clause);
		}
	}

}
