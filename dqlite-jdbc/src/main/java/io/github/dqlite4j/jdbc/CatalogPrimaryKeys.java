package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Primary keys. The columns come from the engine, the name from the text of the table; a
 * key that is declared without a name has none.
 */
final class CatalogPrimaryKeys {

	private static final String KEYS = CatalogQuery.OBJECTS + """
			select o.name, x.name, x.pk, s.sql
			from objects o
				cross join (select name, sql, 'main' as schema from sqlite_schema where type = 'table' union all
					select name, sql, 'temp' from sqlite_temp_schema where type = 'table') s
				cross join pragma_table_info(o.name, o.schema) x
			where s.name = o.name and s.schema = o.schema and o.kind <> 'view' and x.pk > 0""";

	private final Connection connection;

	CatalogPrimaryKeys(Connection connection) {
		this.connection = connection;
	}

	ResultSet primaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
			throws SQLException {
		List<KeyColumn> columns = new CatalogQuery(KEYS).inSchema("o", catalog, schema)
			.named("o.name", table)
			.append(" order by x.name")
			.list(this.connection,
					(row) -> new KeyColumn(row.getString(1), row.getString(2), row.getInt(3), row.getString(4)));
		Map<String, List<KeyColumn>> byTable = columns.stream()
			.collect(Collectors.groupingBy(KeyColumn::table, TreeMap::new, Collectors.toList()));
		CatalogRows rows = new CatalogRows("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "KEY_SEQ",
				"PK_NAME");
		byTable.forEach((name, key) -> {
			String keyName = CatalogTableDdl.parse(key.get(0).sql())
				.keyName(key.stream().map(KeyColumn::column).toList());
			key.forEach((column) -> rows.add(null, null, name, column.column(), column.position(), keyName));
		});
		return rows.toResultSet(this.connection);
	}

	private record KeyColumn(String table, String column, int position, String sql) {

	}

}
