package io.github.dqlite4j.jdbc;

import java.sql.SQLException;

import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.RowStream;
import io.github.dqlite4j.protocol.Parameters;

/**
 * Asks the schema whether several rows in one statement do the same as one by one. A
 * trigger can see the difference, and so can foreign keys, which the engine checks at the
 * end of a statement: a row of the same statement may be what another one refers to, or
 * take the place of one that was replaced. So a table with triggers does not qualify, nor
 * one that others refer to if it refers to others itself or replaces rows.
 */
final class MultiRowCheck {

	private static final String SCHEMA = "WITH s(db, type, name, tbl_name, sql) AS ("
			+ "SELECT 'main', type, name, tbl_name, sql FROM main.sqlite_schema "
			+ "UNION ALL SELECT 'temp', type, name, tbl_name, sql FROM temp.sqlite_schema) ";

	/**
	 * The parameters are the name of the table and whether the statement replaces rows.
	 */
	private static final SqlStatement QUALIFIES = SqlParser
		.parse(SCHEMA + "SELECT EXISTS (SELECT 1 FROM s WHERE type = 'table' AND name = ?1 COLLATE NOCASE "
				+ "AND sql NOT LIKE 'CREATE VIRTUAL%') "
				+ "AND NOT EXISTS (SELECT 1 FROM s WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE) "
				+ "AND NOT ((?2 OR EXISTS (SELECT 1 FROM s WHERE type = 'table' AND name = ?1 COLLATE NOCASE "
				+ "AND (sql LIKE '%REFERENCES%' OR sql LIKE '%REPLACE%'))) "
				+ "AND EXISTS (SELECT 1 FROM s JOIN pragma_foreign_key_list(s.name, s.db) f "
				+ "ON f.\"table\" = ?1 COLLATE NOCASE WHERE s.type = 'table' AND s.sql LIKE '%REFERENCES%' "
				+ "AND instr(lower(s.sql), lower(?1)) > 0))")
		.get(0);

	private final StatementExecutor executor;

	MultiRowCheck(StatementExecutor executor) {
		this.executor = executor;
	}

	/**
	 * Tell whether an insertion may have several rows.
	 * @param insert the insertion
	 * @param deadline when to give up
	 * @return whether it may
	 * @throws SQLException if the schema can't be read
	 */
	boolean allows(MultiRowInsert insert, Deadline deadline) throws SQLException {
		Parameters parameters = Parameters.of(insert.table(), insert.replaces() ? 1L : 0L);
		RowStream rows = this.executor.query(QUALIFIES, parameters, deadline);
		return this.executor.reading(() -> rows.next() && rows.row().getLong(0) != 0);
	}

}
