package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Results that have to be kept in memory, with little room for them.
 */
class BufferedResultTests extends AbstractMetadataTests {

	private static final int ROWS = 20_000;

	private static final String LONG = "with recursive n(i) as (select 1 union all select i + 1 from n where i < "
			+ ROWS + ") select i from n";

	private Connection narrow;

	@BeforeEach
	void connectNarrow() throws SQLException {
		this.narrow = DriverManager.getConnection(this.metadata.getURL() + "&maxBufferedResult=65536");
		execute("create table t (a)");
	}

	@AfterEach
	void closeNarrow() throws SQLException {
		this.narrow.close();
	}

	@Test
	void resultThatStreamsMayBeOfAnySize() throws SQLException {
		try (Statement statement = this.narrow.createStatement(); ResultSet rows = statement.executeQuery(LONG)) {
			long count = 0;
			while (rows.next()) {
				count++;
			}
			assertThat(count).isEqualTo(ROWS);
		}
	}

	@Test
	void scrollableResult() throws SQLException {
		try (Statement statement = this.narrow.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE,
				ResultSet.CONCUR_READ_ONLY)) {
			assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> statement.executeQuery(LONG))
				.withMessageContainingAll("maxBufferedResult of 65536 bytes", "TYPE_SCROLL_INSENSITIVE");
			try (ResultSet rows = statement.executeQuery(LONG + " limit 1000")) {
				assertThat(rows.last()).isTrue();
				assertThat(rows.getRow()).isEqualTo(1000);
			}
		}
	}

	@Test
	void resultThatGivesWay() throws SQLException {
		this.narrow.setAutoCommit(false);
		try (Statement reading = this.narrow.createStatement();
				Statement writing = this.narrow.createStatement();
				ResultSet rows = reading.executeQuery(LONG)) {
			assertThat(rows.next()).isTrue();
			writing.executeUpdate("insert into t values (1)");
			assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> {
				for (int expected = 2; rows.next(); expected++) {
					assertThat(rows.getInt(1)).isEqualTo(expected);
				}
			}).withMessageContaining("raise maxBufferedResult");
			writing.executeUpdate("insert into t values (2)");
		}
		this.narrow.commit();
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("select count(*) from t")) {
			assertThat(rows.next()).isTrue();
			assertThat(rows.getInt(1)).isEqualTo(2);
		}
	}

}
