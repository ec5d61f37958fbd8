package io.github.dqlite4j.jdbc;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * {@link CatalogType} as SQL expressions, so that one query answers what the columns of a
 * whole database are.
 */
final class CatalogTypeSql {

	/**
	 * The type number for {@code base}, a declared type in upper case without its size.
	 * Names that are not known go by the rules of SQLite for affinity, in its order.
	 */
	static final String JDBC_TYPE = "case "
			+ Arrays.stream(CatalogType.values())
				.map((type) -> "when base in ("
						+ type.names().stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", "))
						+ ") then " + type.jdbcType())
				.collect(Collectors.joining(" "))
			+ affinity("INT", CatalogType.INTEGER) + affinity("CHAR", CatalogType.VARCHAR)
			+ affinity("CLOB", CatalogType.LONGVARCHAR) + affinity("TEXT", CatalogType.VARCHAR)
			+ affinity("BLOB", CatalogType.BLOB) + affinity("REAL", CatalogType.DOUBLE)
			+ affinity("FLOA", CatalogType.DOUBLE) + affinity("DOUB", CatalogType.DOUBLE) + " else "
			+ CatalogType.NUMERIC.jdbcType() + " end";

	/**
	 * The size for {@code jdbc_type} when none is declared.
	 */
	static final String PRECISION = "case jdbc_type " + Arrays.stream(CatalogType.values())
		.map((type) -> "when " + type.jdbcType() + " then " + type.precision())
		.collect(Collectors.joining(" ")) + " end";

	private CatalogTypeSql() {
	}

	/**
	 * Return the condition that {@code jdbc_type} is one of some types.
	 */
	static String isAny(Predicate<CatalogType> types) {
		return Arrays.stream(CatalogType.values())
			.filter(types)
			.map((type) -> Integer.toString(type.jdbcType()))
			.collect(Collectors.joining(", ", "jdbc_type in (", ")"));
	}

	private static String affinity(String part, CatalogType type) {
		return " when instr(base, '" + part + "') > 0 then " + type.jdbcType();
	}

}
