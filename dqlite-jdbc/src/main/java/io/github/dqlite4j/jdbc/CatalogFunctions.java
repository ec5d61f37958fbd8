package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * The functions of the engine. It says how many parameters they take, but not their
 * types, so there are no function columns.
 */
final class CatalogFunctions {

	private static final String FUNCTIONS = """
			select distinct null as FUNCTION_CAT, null as FUNCTION_SCHEM, f.name as FUNCTION_NAME, null as REMARKS,
				%d as FUNCTION_TYPE, f.name as SPECIFIC_NAME
			from pragma_function_list f where f.name glob '[a-z_]*'""".formatted(DatabaseMetaData.functionNoTable);

	private final Connection connection;

	CatalogFunctions(Connection connection) {
		this.connection = connection;
	}

	ResultSet functions(@Nullable String catalog, @Nullable String schemaPattern, @Nullable String functionPattern)
			throws SQLException {
		CatalogQuery query = new CatalogQuery(FUNCTIONS).like("f.name", functionPattern);
		if ((catalog != null && !catalog.isEmpty())
				|| (schemaPattern != null && !schemaPattern.isEmpty() && !schemaPattern.equals("%"))) {
			query.append(" and 0");
		}
		return query.append(" order by FUNCTION_NAME").execute(this.connection);
	}

}
