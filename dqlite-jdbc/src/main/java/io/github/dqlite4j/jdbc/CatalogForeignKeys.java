package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Foreign keys from both ends. The columns and actions come from the engine; names and
 * deferrability from the text of the referring table, in which the engine numbers the
 * keys from the last to the first.
 */
final class CatalogForeignKeys {

	private static final String KEYS = CatalogQuery.OBJECTS + """
			, texts as (
				select name, sql, 'main' as schema from sqlite_schema where type = 'table' union all
				select name, sql, 'temp' from sqlite_temp_schema where type = 'table'
			)
			select o.name, f.id, f.seq, f."from", coalesce(p.name, f."table"),
				coalesce(f."to", (select x.name from pragma_table_info(f."table", o.schema) x where x.pk = f.seq + 1)),
				f.on_update, f.on_delete, c.sql, t.sql
			from objects o
				cross join texts c
				cross join pragma_foreign_key_list(o.name, o.schema) f
				left join objects p on p.name = f."table" collate nocase and p.schema = o.schema
				left join texts t on t.name = p.name and t.schema = p.schema
			where c.name = o.name and c.schema = o.schema and o.kind = 'table'""";

	private static final String ORDER = " order by o.name, f.id desc, f.seq";

	private static final Comparator<CatalogForeignKey> BY_PARENT = Comparator.comparing(CatalogForeignKey::parentTable)
		.thenComparing(CatalogForeignKey::name);

	private static final Comparator<CatalogForeignKey> BY_CHILD = Comparator.comparing(CatalogForeignKey::childTable)
		.thenComparing(CatalogForeignKey::name);

	private final Connection connection;

	CatalogForeignKeys(Connection connection) {
		this.connection = connection;
	}

	ResultSet imported(@Nullable String catalog, @Nullable String schema, @Nullable String table) throws SQLException {
		return find(query(catalog, schema).named("o.name", table), BY_PARENT);
	}

	ResultSet exported(@Nullable String catalog, @Nullable String schema, @Nullable String table) throws SQLException {
		return find(query(catalog, schema).named("f.\"table\"", table), BY_CHILD);
	}

	ResultSet between(@Nullable String parentCatalog, @Nullable String parentSchema, @Nullable String parent,
			@Nullable String childCatalog, @Nullable String childSchema, @Nullable String child) throws SQLException {
		CatalogQuery query = query(parentCatalog, parentSchema).inSchema("o", childCatalog, childSchema);
		return find(query.named("f.\"table\"", parent).named("o.name", child), BY_CHILD);
	}

	private static CatalogQuery query(@Nullable String catalog, @Nullable String schema) {
		return new CatalogQuery(KEYS).inSchema("o", catalog, schema);
	}

	private ResultSet find(CatalogQuery query, Comparator<CatalogForeignKey> order) throws SQLException {
		List<Row> found = query.append(ORDER).list(this.connection, Row::read);
		List<CatalogForeignKey> keys = new ArrayList<>(toKeys(found));
		keys.sort(order);
		CatalogRows rows = new CatalogRows("PKTABLE_CAT", "PKTABLE_SCHEM", "PKTABLE_NAME", "PKCOLUMN_NAME",
				"FKTABLE_CAT", "FKTABLE_SCHEM", "FKTABLE_NAME", "FKCOLUMN_NAME", "KEY_SEQ", "UPDATE_RULE",
				"DELETE_RULE", "FK_NAME", "PK_NAME", "DEFERRABILITY");
		keys.forEach((key) -> key.addTo(rows));
		return rows.toResultSet(this.connection);
	}

	private static Collection<CatalogForeignKey> toKeys(List<Row> found) {
		Map<String, CatalogTableDdl> texts = new HashMap<>();
		Map<String, Integer> names = new HashMap<>();
		Map<String, CatalogForeignKey> keys = new LinkedHashMap<>();
		for (Row row : found) {
			CatalogTableDdl child = texts.computeIfAbsent(row.childSql, CatalogTableDdl::parse);
			String parentSql = (row.parentSql != null) ? row.parentSql : "";
			CatalogTableDdl parent = texts.computeIfAbsent(parentSql, CatalogTableDdl::parse);
			keys.computeIfAbsent(row.childTable + '\n' + row.id, (id) -> row.toKey(child, parent))
				.add(row.childColumn, row.parentColumn);
		}
		keys.values().forEach((key) -> key.ensureName(names));
		return keys.values();
	}

	/**
	 * One column of a foreign key.
	 */
	private record Row(String childTable, int id, int position, String childColumn, String parentTable,
			@Nullable String parentColumn, int updateRule, int deleteRule, String childSql,
			@Nullable String parentSql) {

		static Row read(ResultSet row) throws SQLException {
			return new Row(row.getString(1), row.getInt(2), row.getInt(3), row.getString(4), row.getString(5),
					row.getString(6), rule(row.getString(7)), rule(row.getString(8)), row.getString(9),
					row.getString(10));
		}

		CatalogForeignKey toKey(CatalogTableDdl child, CatalogTableDdl parent) {
			List<CatalogTableDdl.ForeignKey> declared = child.foreignKeys();
			int index = declared.size() - 1 - this.id;
			CatalogTableDdl.ForeignKey declaration = (index >= 0) ? declared.get(index) : null;
			return new CatalogForeignKey(this.childTable, this.parentTable, this.updateRule, this.deleteRule,
					declaration, parent);
		}

		private static int rule(String action) {
			return switch (action.toUpperCase(Locale.ROOT)) {
				case "CASCADE" -> DatabaseMetaData.importedKeyCascade;
				case "RESTRICT" -> DatabaseMetaData.importedKeyRestrict;
				case "SET NULL" -> DatabaseMetaData.importedKeySetNull;
				case "SET DEFAULT" -> DatabaseMetaData.importedKeySetDefault;
				default -> DatabaseMetaData.importedKeyNoAction;
			};
		}

	}

}
