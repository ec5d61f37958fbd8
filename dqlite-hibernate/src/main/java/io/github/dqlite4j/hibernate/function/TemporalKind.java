package io.github.dqlite4j.hibernate.function;

import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.SqlTypes;

/**
 * Tells dates and times of day from timestamps.
 */
final class TemporalKind {

	private TemporalKind() {
	}

	static boolean isTime(Expression expression) {
		return switch (typeCode(expression)) {
			case SqlTypes.TIME, SqlTypes.TIME_WITH_TIMEZONE, SqlTypes.TIME_UTC, SqlTypes.LOCAL_TIME,
					SqlTypes.OFFSET_TIME ->
				true;
			default -> false;
		};
	}

	static boolean isDate(Expression expression) {
		return switch (typeCode(expression)) {
			case SqlTypes.DATE, SqlTypes.LOCAL_DATE -> true;
			default -> false;
		};
	}

	private static int typeCode(Expression expression) {
		JdbcMappingContainer type = expression.getExpressionType();
		return (type != null && type.getJdbcTypeCount() == 1)
				? type.getSingleJdbcMapping().getJdbcType().getDefaultSqlTypeCode() : SqlTypes.OTHER;
	}

}
