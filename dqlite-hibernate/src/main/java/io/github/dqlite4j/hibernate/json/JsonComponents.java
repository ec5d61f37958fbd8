package io.github.dqlite4j.hibernate.json;

import io.github.dqlite4j.hibernate.function.TemporalText;
import org.hibernate.type.SqlTypes;

/**
 * How the attributes of an embeddable look within JSON, where Hibernate writes them:
 * dates and times with a {@code T}, bytes as hexadecimal digits, booleans as such.
 */
final class JsonComponents {

	private JsonComponents() {
	}

	/**
	 * SQL that reads an attribute.
	 * @param document SQL for the document
	 * @param name the name of the attribute
	 * @param typeCode the attribute's type code
	 * @return SQL for the value as a column would have it
	 */
	static String read(String document, String name, int typeCode) {
		return read(extract(document, name), typeCode);
	}

	/**
	 * SQL that turns what was taken out of a document into what a column would have.
	 * @param value SQL for a value within JSON
	 * @param typeCode the type code of what is wanted
	 * @return SQL for the value
	 */
	static String read(String value, int typeCode) {
		return switch (typeCode) {
			case SqlTypes.TIMESTAMP -> TemporalText.completedTimestamp(value);
			case SqlTypes.TIMESTAMP_UTC, SqlTypes.TIMESTAMP_WITH_TIMEZONE ->
				"(" + TemporalText.completedTimestamp(value) + "||'Z')";
			case SqlTypes.TIME -> TemporalText.completedTime(value);
			case SqlTypes.BINARY, SqlTypes.VARBINARY, SqlTypes.LONG32VARBINARY, SqlTypes.BLOB -> "unhex(" + value + ")";
			default -> value;
		};
	}

	/**
	 * SQL that takes an attribute out of a document.
	 * @param document SQL for the document
	 * @param name the name of the attribute
	 * @return SQL for its value: a number, a text or, for an object or array, JSON
	 */
	static String extract(String document, String name) {
		return "json_extract(" + document + ",'$." + name + "')";
	}

	/**
	 * SQL that turns the value of a column into what belongs in a document.
	 * @param value SQL for the value
	 * @param typeCode the attribute's type code
	 * @return SQL for the value within JSON
	 */
	static String write(String value, int typeCode) {
		return switch (typeCode) {
			case SqlTypes.BOOLEAN, SqlTypes.BIT ->
				"json(case " + value + " when 1 then 'true' when 0 then 'false' end)";
			case SqlTypes.TIMESTAMP, SqlTypes.TIMESTAMP_UTC, SqlTypes.TIMESTAMP_WITH_TIMEZONE ->
				"replace(" + value + ",' ','T')";
			case SqlTypes.BINARY, SqlTypes.VARBINARY, SqlTypes.LONG32VARBINARY, SqlTypes.BLOB -> "hex(" + value + ")";
			case SqlTypes.JSON, SqlTypes.JSON_ARRAY -> "json(" + value + ")";
			default -> value;
		};
	}

}
