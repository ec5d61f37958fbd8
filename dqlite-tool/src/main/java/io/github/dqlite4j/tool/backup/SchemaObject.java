package io.github.dqlite4j.tool.backup;

/**
 * Something that a CREATE statement made.
 *
 * @param kind what it is
 * @param name its name
 * @param table the table that it belongs to
 * @param sql the statement
 */
record SchemaObject(Kind kind, String name, String table, String sql) {

	/**
	 * What there is in a schema.
	 */
	enum Kind {

		TABLE,

		VIRTUAL_TABLE,

		/**
		 * A table that a virtual table keeps its data in, and creates by itself.
		 */
		SHADOW_TABLE,

		INDEX,

		VIEW,

		TRIGGER

	}

	/**
	 * Quote a name for SQL.
	 * @param name any name
	 * @return the name as an identifier
	 */
	static String quote(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

}
