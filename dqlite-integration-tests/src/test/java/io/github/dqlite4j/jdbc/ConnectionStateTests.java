package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a connection keeps, and what it can lose.
 */
class ConnectionStateTests extends AbstractMetadataTests {

	@Test
	void keepsClientInfoAndTimeouts() throws SQLException {
		this.connection.setClientInfo("ApplicationName", "tests");
		assertThat(this.connection.getClientInfo("ApplicationName")).isEqualTo("tests");
		Properties properties = new Properties();
		properties.setProperty("ClientUser", "me");
		this.connection.setClientInfo(properties);
		assertThat(this.connection.getClientInfo()).isEqualTo(properties);
		this.connection.setNetworkTimeout(null, 1234);
		assertThat(this.connection.getNetworkTimeout()).isEqualTo(1234);
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.connection.setNetworkTimeout(null, -1));
	}

	@Test
	void everyIsolationLevelIsServedAsSerializable() throws SQLException {
		for (int level : new int[] { Connection.TRANSACTION_READ_UNCOMMITTED, Connection.TRANSACTION_READ_COMMITTED,
				Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE }) {
			this.connection.setTransactionIsolation(level);
			assertThat(this.connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
		}
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> this.connection.setTransactionIsolation(Connection.TRANSACTION_NONE));
	}

	@Test
	void abortedAndClosedConnectionsAreGone() throws SQLException {
		Connection aborted = DriverManager.getConnection(this.metadata.getURL());
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> aborted.abort(null))
			.withMessageContaining("Runnable::run");
		assertThat(aborted.isValid(5)).isTrue();
		aborted.abort(Runnable::run);
		assertThat(aborted.isClosed()).isTrue();
		assertThat(aborted.isValid(5)).isFalse();
		aborted.abort(Runnable::run);
		aborted.close();
		assertThatExceptionOfType(SQLException.class).isThrownBy(aborted::createStatement);
		assertThatExceptionOfType(SQLException.class).isThrownBy(aborted::createBlob);
		assertThatExceptionOfType(SQLClientInfoException.class).isThrownBy(() -> aborted.setClientInfo("a", "b"));
	}

	/**
	 * What a new session would lack is reported, and not replaced unnoticed. Foreign keys
	 * that were switched on again are as in any new session.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			pragma foreign_keys=off                                           | lost
			pragma foreign_keys = OFF; PRAGMA foreign_keys = ON               | replaced
			pragma foreign_keys=0; pragma main.foreign_keys(true)             | replaced
			pragma foreign_keys=no; pragma "foreign_keys"='yes'               | replaced
			pragma foreign_keys=off; pragma foreign_keys=1 -- on again        | replaced
			pragma foreign_keys=off; begin; pragma foreign_keys=on; commit    | lost
			pragma foreign_keys=on; create temp table x (a)                   | lost
			pragma foreign_keys=off; create temp table x (a); pragma foreign_keys=on | lost
			pragma foreign_keys=off; pragma case_sensitive_like=on            | lost
			pragma foreign_keys=on                                            | replaced
			""")
	void aSessionIsReplacedIfANewOneIsTheSame(String script, String outcome) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(script);
			this.connection.unwrap(DqliteConnection.class).cancel();
			if (outcome.equals("replaced")) {
				try (ResultSet rows = statement.executeQuery("pragma foreign_keys")) {
					assertThat(rows.next()).isTrue();
					assertThat(rows.getInt(1)).isOne();
				}
			}
			else {
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeQuery("select 1"))
					.withMessageContaining("temporary tables or PRAGMA settings");
			}
		}
	}

	@Test
	void theVersionIsThatOfTheBuild() throws SQLException {
		assertThat(this.metadata.getDriverVersion()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
		assertThat(this.metadata.getDriverVersion())
			.startsWith(this.metadata.getDriverMajorVersion() + "." + this.metadata.getDriverMinorVersion() + ".");
		assertThat(DriverManager.getDriver(this.metadata.getURL()).getMajorVersion())
			.isEqualTo(this.metadata.getDriverMajorVersion());
	}

}
