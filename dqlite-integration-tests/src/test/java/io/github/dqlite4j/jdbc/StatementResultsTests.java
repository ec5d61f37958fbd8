package io.github.dqlite4j.jdbc;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The results of a statement, one after the other, and how many rows they may have.
 */
class StatementResultsTests extends AbstractMetadataTests {

	private static final String NUMBERS = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000) "
			+ "select i, 'row ' || i from n";

	private Statement statement;

	@BeforeEach
	void createStatement() throws SQLException {
		this.statement = this.connection.createStatement();
		this.statement.execute("create table t (id integer primary key, a)");
	}

	@Test
	void resultsOfAScriptComeInOrder() throws SQLException {
		List<Object> results = new ArrayList<>();
		boolean rows = this.statement.execute("""
				insert into t (a) values (1), (2); -- two; rows
				select count(*) from t; create trigger u after update on t begin select 1; select 2; end;
				update t set a = 3 where a = 4; select 'x;y' from t limit 1;""");
		while (rows || this.statement.getLargeUpdateCount() != -1) {
			if (rows) {
				ResultSet result = this.statement.getResultSet();
				assertThat(result.next()).isTrue();
				results.add(result.getObject(1));
				assertThat(this.statement.getUpdateCount()).isEqualTo(-1);
			}
			else {
				results.add("count " + this.statement.getUpdateCount());
				assertThat(this.statement.getResultSet()).isNull();
			}
			rows = this.statement.getMoreResults();
		}
		assertThat(results).containsExactly("count 2", 2L, "count 0", "count 0", "x;y");
		assertThat(this.statement.getResultSet()).isNull();
	}

	@Test
	void resultsStayOpenIfTheyAreToBeKept() throws SQLException {
		this.statement.execute(NUMBERS + "; " + NUMBERS);
		ResultSet first = this.statement.getResultSet();
		assertThat(first.next()).isTrue();
		assertThat(this.statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isTrue();
		ResultSet second = this.statement.getResultSet();
		int rows = 0;
		while (second.next()) {
			assertThat(first.getInt(1)).isEqualTo(second.getInt(1));
			rows++;
			assertThat(first.next()).isEqualTo(rows < 2000);
		}
		assertThat(rows).isEqualTo(2000);
		assertThat(this.statement.getMoreResults(Statement.CLOSE_ALL_RESULTS)).isFalse();
		assertThat(first.isClosed()).isTrue();
		assertThat(second.isClosed()).isTrue();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.statement.getMoreResults(7))
			.withMessageContaining("KEEP_CURRENT_RESULT");
	}

	@Test
	void maxRowsCutResultsOff() throws SQLException {
		for (int type : new int[] { ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE }) {
			try (Statement limited = this.connection.createStatement(type, ResultSet.CONCUR_READ_ONLY)) {
				limited.setLargeMaxRows(1500);
				try (ResultSet rows = limited.executeQuery(NUMBERS)) {
					int count = 0;
					while (rows.next()) {
						count++;
					}
					assertThat(count).isEqualTo(1500);
					assertThat(rows.isAfterLast()).isTrue();
				}
				limited.setMaxRows(0);
				limited.setMaxRows(1);
				limited.executeUpdate("insert into t (a) values (1)", Statement.RETURN_GENERATED_KEYS);
				try (ResultSet keys = limited.getGeneratedKeys()) {
					assertThat(keys.next()).isTrue();
				}
			}
		}
	}

	@Test
	void fetchSizeIsPassedOnToResults() throws SQLException {
		this.statement.setFetchSize(10);
		try (ResultSet rows = this.statement.executeQuery(NUMBERS)) {
			assertThat(rows.getFetchSize()).isEqualTo(10);
			rows.setFetchSize(20);
			assertThat(rows.getFetchSize()).isEqualTo(20);
		}
		assertThat(this.statement.getFetchSize()).isEqualTo(10);
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.statement.setFetchSize(-1));
	}

	@Test
	void countsBeyondAnInt() {
		assertThat(DqliteStatement.toInt(3_000_000_000L)).isEqualTo(Integer.MAX_VALUE);
		assertThat(DqliteStatement.toInt(-1)).isEqualTo(-1);
	}

	@Test
	void batchesCountAndStopAtAnError() throws SQLException {
		this.statement.addBatch("insert into t (a) values (1), (2)");
		this.statement.addBatch("create table u (a unique)");
		this.statement.addBatch("update t set a = 5");
		assertThat(this.statement.executeLargeBatch()).containsExactly(2, 0, 2);
		assertThat(this.statement.executeBatch()).isEmpty();
		this.statement.addBatch("insert into u values (1)");
		this.statement.addBatch("insert into u values (1)");
		assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(this.statement::executeBatch)
			.satisfies((ex) -> assertThat(ex.getUpdateCounts()).containsExactly(1))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("23505"));
		try (ResultSet rows = this.statement.executeQuery("select count(*) from u")) {
			assertThat(rows.next()).isTrue();
			assertThat(rows.getInt(1)).isZero();
		}
	}

	@Test
	void preparedStatementRunsNoOtherText() throws SQLException {
		try (PreparedStatement prepared = this.connection.prepareStatement("select 1")) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> prepared.execute("select 2"))
				.withMessageContaining("use Connection.createStatement()");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> prepared.executeQuery("select 2"));
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> prepared.executeUpdate("select 2", 1));
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> prepared.addBatch("select 2"));
		}
	}

	@Test
	void streamsAndCalendarsAndTargetTypes() throws Exception {
		Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
		try (PreparedStatement prepared = this.connection.prepareStatement("select ?, ?, ?, ?, ?, typeof(?6), ?6")) {
			prepared.setAsciiStream(1, new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII)));
			prepared.setBinaryStream(2, new ByteArrayInputStream(new byte[] { 1, 2, 3 }), 2);
			prepared.setTimestamp(3, new Timestamp(0), tokyo);
			prepared.setTime(4, new Time(0), tokyo);
			prepared.setDate(5, new java.sql.Date(0), tokyo);
			prepared.setObject(6, "17", java.sql.JDBCType.INTEGER);
			try (ResultSet rows = prepared.executeQuery()) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getAsciiStream(1)).hasContent("abc");
				assertThat(rows.getBinaryStream(2)).hasBinaryContent(new byte[] { 1, 2 });
				assertThat(rows.getString(3)).isEqualTo("1970-01-01 09:00:00.000000000");
				assertThat(rows.getTimestamp(3, tokyo)).isEqualTo(new Timestamp(0));
				assertThat(rows.getTime(4, tokyo)).isEqualTo(new Time(0));
				assertThat(rows.getString(5)).isEqualTo("1970-01-01");
				assertThat(rows.getString(6)).isEqualTo("integer");
				assertThat(rows.getInt(7)).isEqualTo(17);
			}
		}
	}

	@Test
	void parametersHaveANumberAndNoType() throws SQLException {
		try (PreparedStatement prepared = this.connection.prepareStatement("select ?, ?3, :name")) {
			assertThat(prepared.getParameterMetaData().getParameterCount()).isEqualTo(4);
			assertThat(prepared.getParameterMetaData().getParameterTypeName(1)).isEqualTo("ANY");
			assertThat(prepared.getParameterMetaData().getParameterType(4)).isEqualTo(java.sql.Types.OTHER);
			assertThat(prepared.getParameterMetaData().getParameterClassName(4)).isEqualTo(Object.class.getName());
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> prepared.getParameterMetaData().getParameterType(5));
		}
	}

}
