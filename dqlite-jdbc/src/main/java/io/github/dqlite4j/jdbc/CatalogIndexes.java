package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Indexes, with those that the engine makes for constraints, which are reported by the
 * name of their constraint if it has one. For an expression the column name is its text.
 */
final class CatalogIndexes {

	private static final String INDEXES = CatalogQuery.OBJECTS + """
			, texts as (
				select type, name, sql, 'main' as schema from sqlite_schema union all
				select type, name, sql, 'temp' from sqlite_temp_schema
			)
			select o.name, i.name, i."unique", i.origin = 'c', x.seqno, x.name, x."desc",
				(select t.sql from texts t where t.schema = o.schema and t.type = iif(i.origin = 'c', 'index', 'table')
					and t.name = iif(i.origin = 'c', i.name, o.name))
			from objects o
				cross join pragma_index_list(o.name, o.schema) i
				cross join pragma_index_xinfo(i.name, o.schema) x
			where o.kind <> 'view' and x.key""";

	private final Connection connection;

	CatalogIndexes(Connection connection) {
		this.connection = connection;
	}

	ResultSet indexes(@Nullable String catalog, @Nullable String schema, @Nullable String table, boolean uniqueOnly)
			throws SQLException {
		CatalogQuery query = new CatalogQuery(INDEXES).inSchema("o", catalog, schema).named("o.name", table);
		if (uniqueOnly) {
			query.append(" and i.\"unique\"");
		}
		Map<String, Index> indexes = new LinkedHashMap<>();
		query.append(" order by o.name, i.name, x.seqno").list(this.connection, (row) -> {
			String key = row.getString(1) + '\n' + row.getString(2);
			Index index = indexes.get(key);
			if (index == null) {
				index = Index.read(row);
				indexes.put(key, index);
			}
			return index.terms.add(new Term(row.getString(6), row.getBoolean(7)));
		});
		CatalogRows rows = new CatalogRows("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "NON_UNIQUE", "INDEX_QUALIFIER",
				"INDEX_NAME", "TYPE", "ORDINAL_POSITION", "COLUMN_NAME", "ASC_OR_DESC", "CARDINALITY", "PAGES",
				"FILTER_CONDITION");
		indexes.values()
			.stream()
			.map(Description::of)
			.sorted(Comparator.comparing(Description::unique).reversed().thenComparing(Description::name))
			.forEach((index) -> index.addTo(rows));
		return rows.toResultSet(this.connection);
	}

	private record Index(String table, String name, boolean unique, boolean declared, @Nullable String sql,
			List<Term> terms) {

		static Index read(ResultSet row) throws SQLException {
			return new Index(row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getString(8),
					new ArrayList<>());
		}

	}

	/**
	 * A column, or {@code null} for an expression.
	 */
	private record Term(@Nullable String column, boolean descending) {

	}

	private record Description(String table, String name, boolean unique, List<String> columns, List<Term> terms,
			@Nullable String condition) {

		static Description of(Index index) {
			String sql = (index.sql != null) ? index.sql : "";
			return index.declared ? ofDeclared(index, CatalogIndexDdl.parse(sql))
					: ofConstraint(index, CatalogTableDdl.parse(sql));
		}

		private static Description ofDeclared(Index index, CatalogIndexDdl ddl) {
			List<String> columns = new ArrayList<>();
			for (Term term : index.terms) {
				columns.add((term.column != null) ? term.column : ddl.terms().get(columns.size()));
			}
			return new Description(index.table, index.name, index.unique, columns, index.terms, ddl.condition());
		}

		private static Description ofConstraint(Index index, CatalogTableDdl ddl) {
			List<String> columns = index.terms.stream().map((term) -> String.valueOf(term.column)).toList();
			String constraint = ddl.keyName(columns);
			return new Description(index.table, (constraint != null) ? constraint : index.name, index.unique, columns,
					index.terms, null);
		}

		void addTo(CatalogRows rows) {
			for (int i = 0; i < this.columns.size(); i++) {
				rows.add(null, null, this.table, !this.unique, null, this.name, DatabaseMetaData.tableIndexOther, i + 1,
						this.columns.get(i), this.terms.get(i).descending ? "D" : "A", null, null, this.condition);
			}
		}

	}

}
