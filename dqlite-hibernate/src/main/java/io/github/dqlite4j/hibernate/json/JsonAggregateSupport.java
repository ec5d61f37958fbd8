package io.github.dqlite4j.hibernate.json;

import org.hibernate.dialect.aggregate.AggregateSupportImpl;
import org.hibernate.mapping.Column;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.SqlTypedMapping;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * Embeddables that are kept as JSON in one column: their attributes can be used in
 * queries and updated one by one.
 */
public final class JsonAggregateSupport extends AggregateSupportImpl {

	/** The only instance. */
	public static final JsonAggregateSupport INSTANCE = new JsonAggregateSupport();

	private JsonAggregateSupport() {
	}

	@Override
	public String aggregateComponentCustomReadExpression(String template, String placeholder,
			String aggregateParentReadExpression, String columnExpression, int aggregateColumnTypeCode,
			SqlTypedMapping column, TypeConfiguration typeConfiguration) {
		requireJson(aggregateColumnTypeCode);
		int typeCode = column.getJdbcMapping().getJdbcType().getDefaultSqlTypeCode();
		return template.replace(placeholder,
				JsonComponents.read(aggregateParentReadExpression, columnExpression, typeCode));
	}

	@Override
	public String aggregateComponentAssignmentExpression(String aggregateParentAssignmentExpression,
			String columnExpression, int aggregateColumnTypeCode, Column column) {
		requireJson(aggregateColumnTypeCode);
		return aggregateParentAssignmentExpression;
	}

	@Override
	public boolean requiresAggregateCustomWriteExpressionRenderer(int aggregateSqlTypeCode) {
		return aggregateSqlTypeCode == SqlTypes.JSON;
	}

	@Override
	public WriteExpressionRenderer aggregateCustomWriteExpressionRenderer(SelectableMapping aggregateColumn,
			SelectableMapping[] columnsToUpdate, TypeConfiguration typeConfiguration) {
		requireJson(aggregateColumn.getJdbcMapping().getJdbcType().getDefaultSqlTypeCode());
		return new JsonColumnWriter(aggregateColumn, columnsToUpdate);
	}

	private static void requireJson(int typeCode) {
		if (typeCode != SqlTypes.JSON && typeCode != SqlTypes.JSON_ARRAY) {
			throw new IllegalArgumentException(
					"dqlite keeps an embeddable in one column only as JSON: annotate it with "
							+ "@JdbcTypeCode(SqlTypes.JSON). The type code is " + typeCode);
		}
	}

}
