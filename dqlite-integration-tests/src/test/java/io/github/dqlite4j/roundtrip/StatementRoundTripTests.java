package io.github.dqlite4j.roundtrip;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What statements cost outside transactions.
 */
class StatementRoundTripTests extends AbstractRoundTripTests {

	@Test
	void firstStatementOfASession() throws Exception {
		try (Connection fresh = DriverManager.getConnection(url())) {
			assertThat(this.proxy.roundTrips(() -> count(fresh, "select id from t"))).isOne();
		}
		try (Connection fresh = DriverManager.getConnection(url()); Statement statement = fresh.createStatement()) {
			assertThat(this.proxy.roundTrips(() -> statement.executeUpdate("insert into t (name) values ('d')")))
				.isOne();
		}
	}

	@Test
	void oneOffStatement() throws Exception {
		assertThat(this.proxy.roundTrips(() -> count(this.connection, "select id from t where id > 0"))).isOne();
		assertThat(this.proxy.roundTrips(() -> execute("insert into t (name) values ('x')"))).isOne();
		assertThat(this.proxy.roundTrips(() -> execute("update t set name = 'y'"))).isOne();
		assertThat(this.proxy.roundTrips(() -> execute("create table u (a)"))).isOne();
	}

	@Test
	void cachedPreparedQuery() throws Exception {
		try (PreparedStatement select = this.connection.prepareStatement("select name from t where id = ?")) {
			select.setInt(1, 1);
			assertThat(this.proxy.roundTrips(() -> count(select.executeQuery()))).as("sent as text").isOne();
			assertThat(this.proxy.roundTrips(() -> count(select.executeQuery()))).as("prepared and sent").isEqualTo(2);
			assertThat(this.proxy.roundTrips(() -> count(select.executeQuery()))).as("cached").isOne();
		}
		try (PreparedStatement same = this.connection.prepareStatement("select name from t where id = ?")) {
			same.setInt(1, 2);
			assertThat(this.proxy.roundTrips(() -> count(same.executeQuery()))).as("cached, closed, opened").isOne();
		}
	}

	/**
	 * The look at the schema before it travels along.
	 */
	@Test
	void queryWithStar() throws Exception {
		assertThat(this.proxy.roundTrips(() -> assertThat(count(this.connection, "select * from t")).isEqualTo(3)))
			.isOne();
		try (PreparedStatement select = this.connection.prepareStatement("select * from t where id = ?")) {
			select.setInt(1, 1);
			for (int i = 0; i < 3; i++) {
				assertThat(this.proxy.roundTrips(() -> assertThat(count(select.executeQuery())).isOne())).isOne();
			}
		}
		assertThat(this.proxy.roundTrips(() -> execute("insert into t (name) values ('d')")))
			.as("the end of the query's own transaction is not waited for")
			.isOne();
		this.connection.setReadOnly(true);
		this.connection.setAutoCommit(false);
		assertThat(this.proxy.roundTrips(() -> assertThat(count(this.connection, "select * from t")).isEqualTo(4)))
			.isOne();
		this.connection.commit();
	}

	@Test
	void cachedPreparedWrite() throws Exception {
		try (PreparedStatement insert = this.connection.prepareStatement("insert into t (name) values (?)")) {
			insert(insert, "1");
			insert(insert, "2");
			assertThat(this.proxy.roundTrips(() -> insert(insert, "3"))).isOne();
		}
	}

	@Test
	void preparingAndClosingAreFree() throws Exception {
		assertThat(this.proxy.roundTrips(() -> {
			try (PreparedStatement statement = this.connection.prepareStatement("select 1")) {
				statement.clearParameters();
			}
		})).isZero();
	}

	@Test
	void resultOfManyBatches() throws Exception {
		execute("with recursive n(i) as (select 4 union all select i + 1 from n where i < 20000) "
				+ "insert into t select i, 'a name of some length ' || i from n");
		assertThat(this.proxy.roundTrips(
				() -> assertThat(count(this.connection, "select id, name from t order by id")).isEqualTo(20_000)))
			.isOne();
		try (Statement statement = this.connection.createStatement()) {
			statement.setFetchSize(10);
			assertThat(this.proxy.roundTrips(() -> {
				try (ResultSet rows = statement.executeQuery("select id, name from t")) {
					assertThat(count(rows)).isEqualTo(20_000);
				}
			})).as("with a fetch size").isOne();
		}
	}

	@Test
	void resultThatGivesWay() throws Exception {
		execute("with recursive n(i) as (select 4 union all select i + 1 from n where i < 2000) "
				+ "insert into t select i, 'a name of some length ' || i from n");
		assertThat(this.proxy.roundTrips(() -> {
			try (Statement statement = this.connection.createStatement();
					ResultSet rows = statement.executeQuery("select id, name from t order by id")) {
				rows.next();
				assertThat(count(this.connection, "select id from t where id = 1")).isOne();
				assertThat(count(rows)).isEqualTo(1_999);
			}
		})).isEqualTo(2);
	}

	@Test
	void scrollableResult() throws Exception {
		try (Statement statement = this.connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE,
				ResultSet.CONCUR_READ_ONLY)) {
			assertThat(this.proxy.roundTrips(() -> {
				try (ResultSet rows = statement.executeQuery("select id from t")) {
					assertThat(rows.last()).isTrue();
					assertThat(rows.first()).isTrue();
					assertThat(rows.absolute(2)).isTrue();
				}
			})).isOne();
		}
	}

	@Test
	void metadataOfAResult() throws Exception {
		assertThat(this.proxy.roundTrips(() -> {
			try (Statement statement = this.connection.createStatement();
					ResultSet rows = statement.executeQuery("select id, name from t")) {
				assertThat(rows.getMetaData().getColumnCount()).isEqualTo(2);
				assertThat(rows.getMetaData().getColumnLabel(2)).isEqualTo("name");
				assertThat(rows.findColumn("name")).isEqualTo(2);
			}
		})).isOne();
	}

	@Test
	void generatedKey() throws Exception {
		try (PreparedStatement insert = this.connection.prepareStatement("insert into t (name) values (?)",
				Statement.RETURN_GENERATED_KEYS)) {
			assertThat(this.proxy.roundTrips(() -> {
				insert(insert, "k");
				assertThat(count(insert.getGeneratedKeys())).isOne();
			})).isOne();
		}
	}

	@Test
	void generatedKeyByItsName() throws Exception {
		try (PreparedStatement insert = this.connection.prepareStatement("insert into t (name) values (?)",
				new String[] { "id" })) {
			assertThat(this.proxy.roundTrips(() -> {
				insert(insert, "k");
				assertThat(count(insert.getGeneratedKeys())).isOne();
			})).as("with a look at the table and its definition").isEqualTo(3);
			insert(insert, "prepared");
			assertThat(this.proxy.roundTrips(() -> {
				insert(insert, "k");
				assertThat(count(insert.getGeneratedKeys())).isOne();
			})).isOne();
		}
	}

	@Test
	void validity() throws Exception {
		assertThat(this.proxy.roundTrips(() -> assertThat(this.connection.isValid(5)).isTrue())).isOne();
	}

}
