package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * The types that a column can be declared with.
 */
final class CatalogTypeInfo {

	private static final int RADIX = 10;

	private final Connection connection;

	CatalogTypeInfo(Connection connection) {
		this.connection = connection;
	}

	/**
	 * The types that any column can be declared as, so without {@code SERIAL} and its
	 * like, which only the primary key can be.
	 */
	ResultSet typeInfo() throws SQLException {
		CatalogRows rows = new CatalogRows("TYPE_NAME", "DATA_TYPE", "PRECISION", "LITERAL_PREFIX", "LITERAL_SUFFIX",
				"CREATE_PARAMS", "NULLABLE", "CASE_SENSITIVE", "SEARCHABLE", "UNSIGNED_ATTRIBUTE", "FIXED_PREC_SCALE",
				"AUTO_INCREMENT", "LOCAL_TYPE_NAME", "MINIMUM_SCALE", "MAXIMUM_SCALE", "SQL_DATA_TYPE",
				"SQL_DATETIME_SUB", "NUM_PREC_RADIX");
		Arrays.stream(CatalogType.values())
			.sorted(Comparator.comparingInt(CatalogType::jdbcType))
			.forEach((type) -> type.names()
				.stream()
				.filter((name) -> !name.isEmpty() && !name.endsWith("SERIAL"))
				.forEach((name) -> add(rows, type, name)));
		return rows.toResultSet(this.connection);
	}

	private static void add(CatalogRows rows, CatalogType type, String name) {
		String prefix = prefix(type);
		rows.add(name, type.jdbcType(), type.precision(), prefix, (prefix != null) ? "'" : null, parameters(type),
				DatabaseMetaData.typeNullable, type.isCharacter(), DatabaseMetaData.typeSearchable, !type.isNumeric(),
				false, name.equals("INTEGER"), null, 0, type.isExact() ? type.precision() : 0, null, null,
				type.isNumeric() ? RADIX : null);
	}

	private static @Nullable String prefix(CatalogType type) {
		if (type.isBinary()) {
			return "x'";
		}
		return (type.isCharacter() || type.isTimeOfDay() || type == CatalogType.DATE) ? "'" : null;
	}

	private static @Nullable String parameters(CatalogType type) {
		if (type.isExact()) {
			return "precision,scale";
		}
		return (type.isCharacter() || type.isBinary()) ? "length" : null;
	}

}
