package io.github.dqlite4j.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.engine.RefusedBy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a result says of its columns, with and without rows.
 */
class ResultSetMetadataTests extends AbstractMetadataTests {

	@BeforeEach
	void createTables() throws SQLException {
		execute("""
				create table Author (id integer primary key, name varchar(80) not null, born date(10),
					rich bool, fee decimal(8,2), photo blob, more)""", """
				create table book (isbn text not null primary key, author int references author, price double,
					seen timestamp(9), size int generated always as (length(isbn)) virtual) without rowid""",
				"create view names as select name as \"the name\", id + 1 from author",
				"create table \"Bücher & mehr\" (\"Größe, m\" smallint)",
				"create temp table scratch (a text not null)");
	}

	/**
	 * Describe the result of a query.
	 * @return for each column {@code table.column type(precision,scale)} and its
	 * properties
	 */
	private List<String> describe(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			return describe(rows.getMetaData());
		}
	}

	private static List<String> describe(ResultSetMetaData columns) throws SQLException {
		List<String> described = new ArrayList<>();
		for (int i = 1; i <= columns.getColumnCount(); i++) {
			String nullable = switch (columns.isNullable(i)) {
				case ResultSetMetaData.columnNoNulls -> " not null";
				case ResultSetMetaData.columnNullable -> " null";
				default -> "";
			};
			described.add(columns.getTableName(i) + "." + columns.getColumnLabel(i) + " " + columns.getColumnTypeName(i)
					+ "=" + columns.getColumnType(i) + "(" + columns.getPrecision(i) + "," + columns.getScale(i) + ")"
					+ nullable + (columns.isAutoIncrement(i) ? " auto" : "")
					+ (columns.isReadOnly(i) ? " read-only" : ""));
		}
		return described;
	}

	@Test
	void columnsOfAnEmptyTableAreDeclared() throws SQLException {
		assertThat(describe("select * from author")).containsExactly("Author.id INTEGER=-5(19,0) not null auto",
				"Author.name varchar=12(80,0) not null", "Author.born date=91(10,0) null",
				"Author.rich bool=16(1,0) null", "Author.fee decimal=3(8,2) null",
				"Author.photo BLOB=2004(1000000000,0) null", "Author.more ANY=1111(1000000000,0) null");
		assertThat(describe("select * from book")).containsExactly("book.isbn TEXT=12(1000000000,0) not null",
				"book.author INT=-5(19,0) null", "book.price double=8(15,0) null", "book.seen timestamp=93(26,9) null",
				"book.size INT=-5(19,0) null read-only");
	}

	@Test
	void columnsAreTheSameWithRowsAndInEveryKindOfResult() throws SQLException {
		String sql = "select id, name, born, rich, fee, photo from author";
		List<String> empty = describe(sql);
		execute("insert into author values (1, 'Ada', '1815-12-10', 1, 12.5, x'00', 'x')");
		assertThat(describe(sql)).isEqualTo(empty);
		try (Statement statement = this.connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE,
				ResultSet.CONCUR_READ_ONLY); ResultSet rows = statement.executeQuery(sql)) {
			rows.last();
			assertThat(describe(rows.getMetaData())).isEqualTo(empty);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					select a.NAME n from author a                                   | Author.n varchar
					select distinct "a"."name" as x from main.Author as a           | Author.x varchar
					select name from author union select 'x' where 0                   | .name NULL
					select name + 1 as n from author                                | .n NULL
					select 'name' from author                                       | .'name' NULL
					select name isnull from author                                  | .name isnull NULL
					select name is distinct from 'x' as d from author               | .d NULL
					select isbn from author left join book on author.id = book.author where 0 | book.isbn TEXT
					select b.isbn from author natural join (select 1) x join book b on 1 | book.isbn TEXT
					select isbn from author join (select 1) x join book b on 1      | .isbn NULL
					select author from book                                         | book.author INT
					with author as (select 1.5 as name) select name from author where 0 | .name NULL
					with x(y) as (select 1), z as materialized (select 2) select author.name from author, x | Author.name varchar
					select "the name" from names                                    | names.the name varchar
					select [Größe, M] from `Bücher & mehr` where 0        | Bücher & mehr.Größe, m smallint
					select a from scratch                                           | scratch.a TEXT
					select a from temp.scratch                                      | scratch.a TEXT
					select author.value from json_each('[]') author where 0         | .value NULL
					select value from json_each('[]')                               | .value NULL
					""")
	void columnsAreTracedOrNotClaimed(String sql, String expected) throws SQLException {
		assertThat(describe(sql)).first().asString().startsWith(expected + "=");
	}

	@Test
	void starsOfJoins() throws SQLException {
		assertThat(describe("select b.*, a.id from author a join book b on b.author = a.id")).hasSize(6)
			.first()
			.asString()
			.startsWith("book.isbn TEXT");
		execute("create table x (id int, a text)", "create table y (id int not null, b real)");
		assertThat(describe("select * from x join y using (id)")).extracting((column) -> column.split("=")[0])
			.containsExactly("x.id INT", "x.a TEXT", "y.b REAL");
		assertThat(describe("select * from x natural left join y")).extracting((column) -> column.split("=")[0])
			.containsExactly("x.id INT", "x.a TEXT", "y.b REAL");
		assertThat(describe("select y.id from x left join y using (id)")).first().asString().endsWith(" null");
		assertThat(describe("select y.id from x cross join y")).first().asString().endsWith(" not null");
	}

	@Test
	void aValueOfAnotherKindIsSaidAsItIs() throws SQLException {
		execute("insert into book (isbn, author, price, seen) values ('x', null, 'cheap', 17)");
		assertThat(describe("select author, price, seen from book")).containsExactly("book.author INT=-5(19,0) null",
				"book.price TEXT=12(0,0) null", "book.seen INTEGER=-5(19,0) null");
	}

	@Test
	void expressionsHaveTheTypeOfTheFirstValue() throws SQLException {
		assertThat(describe("select 1 + 1 as a, 1.5 as b, 'x' as c, x'00' as d, null as e")).containsExactly(
				".a INTEGER=-5(19,0)", ".b REAL=8(15,0)", ".c TEXT=12(0,0)", ".d BLOB=-3(0,0)", ".e NULL=0(0,0)");
	}

	@Test
	@RefusedBy(value = EngineGeneration.MID, saying = "can't run a statement with RETURNING")
	void columnsOfReturning() throws SQLException {
		assertThat(describe("insert into author (name) values ('x') returning id, name as n, 1 as one"))
			.containsExactly("Author.id INTEGER=-5(19,0) not null auto", "Author.n varchar=12(80,0) not null",
					".one INTEGER=-5(19,0)");
		assertThat(describe("update author as a set name = 'y' returning name")).first()
			.asString()
			.startsWith("Author.name varchar");
		assertThat(describe("delete from author returning *")).hasSize(7).first().asString().startsWith("Author.id");
	}

	@Test
	void classesAreThoseOfGetObject() throws SQLException {
		execute("insert into author values (1, 'Ada', '1815-12-10', 1, 12.5, x'00', null)");
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("select * from author")) {
			ResultSetMetaData columns = rows.getMetaData();
			assertThat(rows.next()).isTrue();
			for (int i = 1; i <= 6; i++) {
				assertThat(columns.getColumnClassName(i)).isEqualTo(rows.getObject(i).getClass().getName());
			}
			assertThat(columns.getColumnClassName(7)).isEqualTo(Object.class.getName());
		}
	}

	/**
	 * The rows that are still to come are not read into memory for it.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aLongResultIsNotReadForItsMetadata(boolean autoCommit) throws SQLException {
		execute("create table n (i integer not null)", """
				insert into n with recursive m(i) as (select 1 union all select i + 1 from m where i < 20000)
				select i from m""");
		this.connection.setAutoCommit(autoCommit);
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("select i from n")) {
			assertThat(rows.next()).isTrue();
			assertThat(describe(rows.getMetaData())).containsExactly("n.i INTEGER=-5(19,0) not null");
			assertThat(((DqliteResultSet) rows).isReceived()).isFalse();
			int count = 1;
			while (rows.next()) {
				count++;
			}
			assertThat(count).isEqualTo(20000);
		}
		this.connection.setAutoCommit(true);
	}

	@Test
	void anotherConnectionMayHaveChangedTheTable() throws SQLException {
		assertThat(describe("select * from author")).hasSize(7);
		try (Statement other = java.sql.DriverManager.getConnection(this.metadata.getURL()).createStatement()) {
			other.execute("alter table author add column quotes int");
			other.getConnection().close();
		}
		assertThat(describe("select * from author")).hasSize(8).last().asString().startsWith("Author.quotes INT");
	}

	@Test
	void metadataOutlivesItsResult() throws SQLException {
		ResultSetMetaData columns;
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("select name from author")) {
			columns = rows.getMetaData();
		}
		assertThat(columns.getColumnLabel(1)).isEqualTo("name");
		assertThat(columns.getTableName(1)).isEmpty();
	}

}
