package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;

import org.jspecify.annotations.Nullable;

/**
 * Tables, views and their types. {@code SYSTEM TABLE} are the engine's own tables and
 * those in which virtual tables keep their data.
 */
final class CatalogTables {

	private static final String TABLES = CatalogQuery.OBJECTS + """
			select null as TABLE_CAT, null as TABLE_SCHEM, o.name as TABLE_NAME, o.type as TABLE_TYPE, null as REMARKS,
				null as TYPE_CAT, null as TYPE_SCHEM, null as TYPE_NAME, null as SELF_REFERENCING_COL_NAME,
				null as REF_GENERATION
			from objects o where 1""";

	private static final String ROWIDS = CatalogQuery.OBJECTS + """
			select null as TABLE_CAT, null as TABLE_SCHEM, o.name as TABLE_NAME, 'rowid' as COLUMN_NAME,
				-5 as DATA_TYPE, 19 as COLUMN_SIZE, 0 as DECIMAL_DIGITS, 10 as NUM_PREC_RADIX,
				'NO_USAGE_RESTRICTIONS' as COLUMN_USAGE, null as REMARKS, null as CHAR_OCTET_LENGTH, 'NO' as IS_NULLABLE
			from objects o where o.kind <> 'view' and not o.without_rowid""";

	private final Connection connection;

	CatalogTables(Connection connection) {
		this.connection = connection;
	}

	ResultSet tables(@Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern,
			String @Nullable [] types) throws SQLException {
		CatalogQuery query = new CatalogQuery(TABLES).inSchema("o", catalog, schemaPattern)
			.like("o.name", tablePattern);
		if (types != null) {
			query.append(" and o.type in (" + String.join(", ", Collections.nCopies(types.length, "?")) + ")");
			for (String type : types) {
				query.parameter(type);
			}
		}
		return query.append(" order by TABLE_TYPE, TABLE_NAME").execute(this.connection);
	}

	ResultSet tableTypes() throws SQLException {
		CatalogRows rows = new CatalogRows("TABLE_TYPE");
		rows.add("LOCAL TEMPORARY");
		rows.add("SYSTEM TABLE");
		rows.add("TABLE");
		rows.add("VIEW");
		return rows.toResultSet(this.connection);
	}

	/**
	 * The column that tables have without declaring it.
	 */
	ResultSet pseudoColumns(@Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern,
			@Nullable String columnPattern) throws SQLException {
		return new CatalogQuery(ROWIDS).inSchema("o", catalog, schemaPattern)
			.like("o.name", tablePattern)
			.like("'rowid'", columnPattern)
			.append(" order by TABLE_NAME")
			.execute(this.connection);
	}

}
