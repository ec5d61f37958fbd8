package io.github.dqlite4j.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/**
 * A column of a table or view, as it is declared.
 *
 * @param schema {@code main} or {@code temp}
 * @param table the table or view that it belongs to
 * @param name its name
 * @param jdbcType what the declared type stands for, one of {@link java.sql.Types}
 * @param typeName the declared type without its size
 * @param size the declared size, or that which columns of the type have without one
 * @param digits how many digits stand behind the point; 0 where there is none
 * @param nullable one of {@link ResultSetMetaData#columnNullable} and its like; that of a
 * view's column is unknown
 * @param rowid whether it is another name of the rowid, and so fills itself
 * @param generated whether its value is computed from other columns
 */
record CatalogColumn(String schema, String table, String name, int jdbcType, String typeName, int size, int digits,
		int nullable, boolean rowid, boolean generated) {

	static CatalogColumn read(ResultSet row) throws SQLException {
		boolean notNull = row.getBoolean(9);
		int declared = notNull ? ResultSetMetaData.columnNoNulls : ResultSetMetaData.columnNullable;
		int nullable = row.getBoolean(8) ? ResultSetMetaData.columnNullableUnknown : declared;
		return new CatalogColumn(row.getString(1), row.getString(2), row.getString(3), row.getInt(4), row.getString(5),
				row.getInt(6), row.getInt(7), nullable, row.getBoolean(10), row.getBoolean(11));
	}

	/**
	 * Return the column as an outer join yields it.
	 */
	CatalogColumn optional() {
		return new CatalogColumn(this.schema, this.table, this.name, this.jdbcType, this.typeName, this.size,
				this.digits, ResultSetMetaData.columnNullable, this.rowid, this.generated);
	}

}
