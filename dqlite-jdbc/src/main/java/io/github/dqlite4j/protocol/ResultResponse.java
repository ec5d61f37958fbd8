package io.github.dqlite4j.protocol;

/**
 * A statement that yields no rows ran. Both numbers belong to the connection, not to the
 * statement: a statement that inserts or changes nothing repeats those of an earlier one.
 * Answers {@link ExecRequest} and {@link ExecSqlRequest}.
 *
 * @param lastInsertId the rowid of the row inserted last
 * @param rowsAffected the number of rows changed last
 */
public record ResultResponse(long lastInsertId, long rowsAffected) implements Response {

}
