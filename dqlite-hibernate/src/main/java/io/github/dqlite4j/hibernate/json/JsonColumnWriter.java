package io.github.dqlite4j.hibernate.json;

import java.util.LinkedHashMap;
import java.util.Map;

import org.hibernate.dialect.aggregate.AggregateSupport.AggregateColumnWriteExpression;
import org.hibernate.dialect.aggregate.AggregateSupport.WriteExpressionRenderer;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.SelectablePath;
import org.hibernate.sql.ast.SqlAstNodeRenderingMode;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;

/**
 * Writes some attributes into the JSON document of a column and leaves the others alone,
 * by {@code json_set}.
 */
final class JsonColumnWriter implements WriteExpressionRenderer {

	private static final String VALUE = "?";

	private final String column;

	private final Map<String, Object> root = new LinkedHashMap<>();

	JsonColumnWriter(SelectableMapping column, SelectableMapping[] attributes) {
		this.column = column.getSelectionExpression();
		for (SelectableMapping attribute : attributes) {
			SelectablePath[] path = attribute.getSelectablePath().getParts();
			Map<String, Object> parent = this.root;
			for (int depth = 1; depth < path.length - 1; depth++) {
				parent = child(parent, path[depth].getSelectableName());
			}
			parent.put(path[path.length - 1].getSelectableName(), attribute);
		}
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> child(Map<String, Object> parent, String name) {
		return (Map<String, Object>) parent.computeIfAbsent(name, (key) -> new LinkedHashMap<String, Object>());
	}

	@Override
	public void render(SqlAppender sqlAppender, SqlAstTranslator<?> translator,
			AggregateColumnWriteExpression aggregateColumnWriteExpression, String qualifier) {
		String document = (qualifier == null || qualifier.isBlank()) ? this.column : qualifier + "." + this.column;
		new Rendering(sqlAppender, translator, aggregateColumnWriteExpression).append(document, this.root);
	}

	private record Rendering(SqlAppender sql, SqlAstTranslator<?> translator, AggregateColumnWriteExpression values) {

		@SuppressWarnings("unchecked")
		void append(String document, Map<String, Object> members) {
			this.sql.appendSql("json_set(coalesce(" + document + ",'{}')");
			members.forEach((name, member) -> {
				this.sql.appendSql(",'$." + name + "',");
				if (member instanceof SelectableMapping attribute) {
					appendValue(attribute);
				}
				else {
					append(JsonComponents.extract(document, name), (Map<String, Object>) member);
				}
			});
			this.sql.appendSql(")");
		}

		private void appendValue(SelectableMapping attribute) {
			int typeCode = attribute.getJdbcMapping().getJdbcType().getDefaultSqlTypeCode();
			String pattern = JsonComponents.write(attribute.getWriteExpression(), typeCode);
			int position = pattern.indexOf(VALUE);
			this.sql.appendSql(pattern.substring(0, position));
			this.translator.render(this.values.getValueExpression(attribute), SqlAstNodeRenderingMode.DEFAULT);
			this.sql.appendSql(pattern.substring(position + 1));
		}

	}

}
