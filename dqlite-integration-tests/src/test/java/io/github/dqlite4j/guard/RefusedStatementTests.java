package io.github.dqlite4j.guard;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;

import io.github.dqlite4j.engine.EngineUnderTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Statements that must not reach the engine, in all the ways in which they can be written
 * and sent. {@link DangerTests} has the proof for the worst.
 */
class RefusedStatementTests {

	@RegisterExtension
	static final GuardedNode node = new GuardedNode();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			PRAGMA journal_mode=DELETE                       | write-ahead log
			pragma main.journal_mode(delete)                 | write-ahead log
			PRAGMA /* x */ "journal_mode" = 'off'            | write-ahead log
			pragma [main] . [journal_mode] = memory          | write-ahead log
			EXPLAIN PRAGMA journal_mode=DELETE               | explaining
			EXPLAIN QUERY PLAN PRAGMA journal_mode=DELETE    | explaining
			PRAGMA page_size=8192                            | page size
			PRAGMA page_size(512)                            | page size
			PRAGMA wal_checkpoint                            | checkpoints
			PRAGMA main.wal_checkpoint(TRUNCATE)             | checkpoints
			PRAGMA wal_autocheckpoint=1                      | checkpoints
			PRAGMA locking_mode=EXCLUSIVE                    | locks
			PRAGMA synchronous=FULL                          | durable
			PRAGMA read_uncommitted=1                        | serializable
			PRAGMA busy_timeout=1000                         | busyTimeout
			PRAGMA writable_schema=1                         | unusable
			PRAGMA writable_schema=RESET                     | unusable
			PRAGMA hard_heap_limit=100000                    | whole process
			PRAGMA soft_heap_limit(1)                        | whole process
			PRAGMA temp_store_directory='/tmp'               | whole process
			PRAGMA max_page_count=4                          | rolled back unnoticed
			PRAGMA count_changes=1                           | ends the process
			PRAGMA delete_database                           | under all connections
			VACUUM                                           | ends the process
			vacuum main                                      | ends the process
			VACUUM INTO 'copy'                               | leader's machine
			EXPLAIN VACUUM                                   | explaining
			ATTACH 'other' AS other                          | not replicated
			attach database ':memory:' as x                  | not replicated
			EXPLAIN ATTACH 'other' AS other                  | explaining
			DETACH main                                      | not replicated
			""")
	void isRefusedHoweverItIsSent(String sql, String reason) throws SQLException {
		node.attempt((connection) -> {
			try (Statement statement = connection.createStatement()) {
				refused(reason, () -> statement.execute(sql));
				refused(reason, () -> statement.execute("/* first */ SELECT 1; -- then\n" + sql + "; SELECT 2"));
				statement.addBatch("INSERT INTO witness VALUES (100)");
				statement.addBatch(sql);
				assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(statement::executeBatch);
				statement.executeUpdate("DELETE FROM witness WHERE id > 99");
			}
			refused(reason, () -> {
				try (PreparedStatement statement = connection.prepareStatement(sql)) {
					statement.execute();
				}
			});
			connection.setAutoCommit(false);
			refused(reason, () -> {
				try (Statement statement = connection.createStatement()) {
					statement.execute(sql);
				}
			});
			connection.commit();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO witness VALUES (5) RETURNING id", "DELETE FROM witness RETURNING 1",
			"WITH n(i) AS (SELECT 5) INSERT INTO witness SELECT i FROM n RETURNING id" })
	void writesThatYieldRowsAreRefusedWhereTheEngineDropsTheRows(String sql) throws SQLException {
		assumeThat(EngineUnderTest.generation().supportsReturning()).isFalse();
		node.attempt((connection) -> {
			try (Statement statement = connection.createStatement()) {
				refused("1.15 to 1.18.1", () -> statement.executeQuery(sql));
				refused("1.15 to 1.18.1", () -> statement.execute(sql));
			}
		});
	}

	private static void refused(String reason, ThrowingCallable call) {
		assertThatExceptionOfType(SQLFeatureNotSupportedException.class).isThrownBy(call)
			.withMessageContaining("is refused: ")
			.withMessageContaining(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { ":memory:", "", "file:x?mode=memory", "file:x%3Fmode=memory", "../x", "a/b", ".", "a b",
			"x;y", "\u0000" })
	void aDatabaseOfThisNameIsRefused(String name) throws SQLException {
		node.attempt((connection) -> assertThatExceptionOfType(SQLNonTransientConnectionException.class)
			.isThrownBy(() -> node.connect(name))
			.withMessageContaining("can't be used: "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0000", "a\u0000b", "half \ud800 of a pair", "\udc00" })
	void aTextThatCannotBeSentIsRefused(String text) throws SQLException {
		node.attempt((connection) -> {
			try (PreparedStatement insert = connection.prepareStatement("INSERT INTO witness SELECT 50 WHERE ? <> ''");
					Statement statement = connection.createStatement()) {
				insert.setString(1, text);
				for (int i = 0; i < 3; i++) {
					unsendable(insert::executeUpdate);
				}
				insert.addBatch();
				unsendable(insert::executeBatch);
				unsendable(() -> statement.executeUpdate("INSERT INTO witness SELECT 51 WHERE '" + text + "' <> ''"));
				unsendable(() -> statement.executeQuery("SELECT '" + text + "'"));
				statement.executeUpdate("DELETE FROM witness WHERE id = 1");
				statement.executeUpdate("INSERT INTO witness VALUES (1)");
			}
		});
	}

	private static void unsendable(ThrowingCallable call) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("22021"));
	}

}
