package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.client.Answer;
import io.github.dqlite4j.client.Await;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections that are closed in the middle of something.
 */
class CloseTests extends ScriptedTests {

	/**
	 * The thread that closes does not wait for the timeouts of the statement.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "SELECT 8", "INSERT 1" })
	void statementOfAnotherThreadIsCutShort(String sql) throws Exception {
		ScriptedServer server = server(EngineGeneration.MID);
		DqliteConnection connection = connect(server, "&readTimeout=10m");
		server.always(sql, Answer.stall());
		CompletableFuture<String> state = CompletableFuture.supplyAsync(() -> {
			try {
				execute(connection, sql);
				return "came to its end";
			}
			catch (SQLException ex) {
				return ex.getSQLState();
			}
		});
		Await.until("the statement is under way", () -> server.count(sql) == 1);
		connection.close();
		assertThat(state.get(20, TimeUnit.SECONDS)).isEqualTo(sql.startsWith("INSERT") ? "08007" : "08003");
		assertThat(connection.isClosed()).isTrue();
		awaitClosed(server, 0);
		assertLaneIsFree(connection);
	}

	@Test
	void endOfAReadOnlyTransactionThatIsNotAnsweredDoesNotHoldUpClose() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server, "&readTimeout=10m");
		server.always("COMMIT", Answer.stall());
		connection.setReadOnly(true);
		connection.setAutoCommit(false);
		read(connection, "SELECT 8");
		connection.commit();
		connection.close();
		awaitClosed(server, 0);
	}

}
