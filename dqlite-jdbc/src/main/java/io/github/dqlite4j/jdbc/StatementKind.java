package io.github.dqlite4j.jdbc;

/**
 * What a statement does, as far as the driver must know to send it the right way.
 */
enum StatementKind {

	/**
	 * Yields rows and writes nothing: SELECT, VALUES, EXPLAIN, WITH … SELECT.
	 */
	QUERY(true, false),

	/**
	 * A query of the driver's own, of the schema: it sees the transaction that is open
	 * but begins none.
	 */
	CATALOG_QUERY(true, false),

	/**
	 * Inserts rows.
	 */
	INSERT(false, true),

	/**
	 * Updates or deletes rows.
	 */
	UPDATE(false, true),

	/**
	 * Writes and yields rows: INSERT, UPDATE or DELETE … RETURNING.
	 */
	RETURNING(true, true),

	/**
	 * Changes the schema or the whole database: CREATE, ALTER, DROP, ANALYZE, REINDEX,
	 * VACUUM.
	 */
	DEFINITION(false, true),

	/**
	 * Creates, alters or drops a sequence, which the driver does itself.
	 */
	SEQUENCE_DEFINITION(false, true),

	/**
	 * Takes or tells a value of a sequence, which the driver does itself.
	 */
	SEQUENCE_QUERY(true, false),

	/**
	 * A PRAGMA that yields rows.
	 */
	PRAGMA_QUERY(true, false),

	/**
	 * A PRAGMA that sets something of the connection.
	 */
	PRAGMA_SETTING(false, false),

	/**
	 * A PRAGMA that sets something of the database.
	 */
	PRAGMA_WRITE(false, true),

	/**
	 * BEGIN.
	 */
	BEGIN(false, false),

	/**
	 * COMMIT or END.
	 */
	COMMIT(false, false),

	/**
	 * ROLLBACK of the whole transaction.
	 */
	ROLLBACK(false, false),

	/**
	 * SAVEPOINT, RELEASE or ROLLBACK TO.
	 */
	SAVEPOINT(false, false),

	/**
	 * ATTACH, DETACH or anything unknown.
	 */
	OTHER(false, true);

	private final boolean yieldsRows;

	private final boolean writes;

	StatementKind(boolean yieldsRows, boolean writes) {
		this.yieldsRows = yieldsRows;
		this.writes = writes;
	}

	/**
	 * Tell whether a statement of this kind yields rows and must be sent as a query.
	 * @return whether it does
	 */
	boolean yieldsRows() {
		return this.yieldsRows;
	}

	/**
	 * Tell whether a statement of this kind needs the write lock of the database.
	 * @return whether it does
	 */
	boolean writes() {
		return this.writes;
	}

	/**
	 * Tell whether a statement of this kind begins a transaction when the connection is
	 * not in auto-commit mode. Settings of the connection and questions about the schema
	 * do not: they need no lock, and some settings have no effect inside a transaction.
	 * @return whether it does
	 */
	boolean beginsTransaction() {
		return this != CATALOG_QUERY && this != PRAGMA_QUERY && this != PRAGMA_SETTING;
	}

	/**
	 * Tell whether the numbers that the engine returns belong to a statement of this
	 * kind: for others it repeats those of an earlier one.
	 * @return whether it counts changed rows
	 */
	boolean countsRows() {
		return this == INSERT || this == UPDATE;
	}

}
