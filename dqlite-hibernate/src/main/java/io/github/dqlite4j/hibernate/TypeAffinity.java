package io.github.dqlite4j.hibernate;

import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What SQLite can hold in a column, as far as schema validation is concerned: types of
 * the same kind are stored alike.
 */
enum TypeAffinity {

	INTEGER, REAL, NUMERIC, TEXT, BLOB;

	static @Nullable TypeAffinity of(int typeCode) {
		return switch (typeCode) {
			case SqlTypes.BOOLEAN, SqlTypes.BIT, SqlTypes.TINYINT, SqlTypes.SMALLINT, SqlTypes.INTEGER, SqlTypes.BIGINT,
					SqlTypes.DURATION ->
				INTEGER;
			case SqlTypes.REAL, SqlTypes.FLOAT, SqlTypes.DOUBLE -> REAL;
			case SqlTypes.NUMERIC, SqlTypes.DECIMAL -> NUMERIC;
			case SqlTypes.BINARY, SqlTypes.VARBINARY, SqlTypes.LONGVARBINARY, SqlTypes.LONG32VARBINARY, SqlTypes.BLOB ->
				BLOB;
			case SqlTypes.CHAR, SqlTypes.VARCHAR, SqlTypes.LONGVARCHAR, SqlTypes.LONG32VARCHAR, SqlTypes.CLOB,
					SqlTypes.NCHAR, SqlTypes.NVARCHAR, SqlTypes.LONGNVARCHAR, SqlTypes.LONG32NVARCHAR, SqlTypes.NCLOB,
					SqlTypes.DATE, SqlTypes.TIME, SqlTypes.TIME_WITH_TIMEZONE, SqlTypes.TIME_UTC, SqlTypes.TIMESTAMP,
					SqlTypes.TIMESTAMP_WITH_TIMEZONE, SqlTypes.TIMESTAMP_UTC, SqlTypes.UUID, SqlTypes.JSON,
					SqlTypes.JSON_ARRAY, SqlTypes.ENUM, SqlTypes.NAMED_ENUM ->
				TEXT;
			default -> null;
		};
	}

	/**
	 * Whether a column may hold the values of a mapped type.
	 * @param mapped the type code of the mapping
	 * @param existing the type code that the database reports for the column
	 * @return whether they go together
	 */
	static boolean compatible(int mapped, int existing) {
		TypeAffinity wanted = of(mapped);
		TypeAffinity found = of(existing);
		if (wanted == null || found == null) {
			return false;
		}
		return wanted == found || wanted == NUMERIC && (found == INTEGER || found == TEXT)
				|| wanted == INTEGER && found == NUMERIC || wanted == REAL && found == NUMERIC;
	}

}
