package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.github.dqlite4j.testing.InProcessNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A public client that knows nothing of dqlite, on a real node.
 */
class SqlLineTests {

	/**
	 * SQLLine ends a statement at every semicolon, also at those of a trigger's body, so
	 * that it can fire a trigger but not create one.
	 */
	private static final String TRIGGER = """
			create trigger book_added after insert on book begin
				update author set books = books + 1 where id = new.author;
				select case when new.title = '' then raise(abort, 'no title') end;
			end""";

	private static final String SCRIPT = """
			-- authors first; they have books
			create table author (id integer primary key, name varchar(80) not null, books int default 0);
			/* a child; and
			   its index */
			create table book (id integer primary key, author integer not null
			    constraint written_by references author on delete cascade,
			  title text, price decimal(8,2), size int generated always as (length(title)) virtual);
			create unique index book_title on book (title) where price > 1;
			insert into author (name) values ('Ada; "the first" -- no comment'); insert into author (name) values ('Grace');
			!set outputformat csv
			select id, name from author order by id;
			""";

	@RegisterExtension
	static final InProcessNode node = new InProcessNode();

	@TempDir
	static Path directory;

	private SqlLineConsole console;

	private String url;

	@BeforeEach
	void connect() throws IOException {
		this.console = new SqlLineConsole(directory);
		this.url = node.url();
		this.console.type("!connect " + this.url + " \"\" \"\"");
		assertThat(this.console.type("!list")).first().isEqualTo("1 active connection:");
	}

	@AfterEach
	void disconnect() {
		this.console.close();
	}

	private List<String> runScript() throws IOException {
		Path script = Files.writeString(directory.resolve("script.sql"), SCRIPT);
		return this.console.type("!run " + script);
	}

	/**
	 * Run the script and let the rest be printed as comma separated values.
	 */
	private void createTables() throws IOException {
		assertThat(runScript()).noneMatch((line) -> line.startsWith("Error"));
	}

	@Test
	void runsAScript() throws IOException {
		assertThat(runScript()).containsSubsequence("No rows affected", "No rows affected", "No rows affected",
				"1 row affected", "1 row affected", "'id','name'", "'1','Ada; \"the first\" -- no comment'",
				"'2','Grace'", "2 rows selected");
	}

	@Test
	void printsATable() throws IOException {
		createTables();
		this.console.type("!set outputformat table");
		assertThat(this.console.type("select id, name, books, null as n from author order by id desc;"))
			.containsExactly("+----+--------------------------------+-------+---+",
					"| id |              name              | books | n |",
					"+----+--------------------------------+-------+---+",
					"| 2  | Grace                          | 0     | - |",
					"| 1  | Ada; \"the first\" -- no comment | 0     | - |",
					"+----+--------------------------------+-------+---+", "2 rows selected");
		assertThat(this.console.type("select * from book;")).endsWith("No rows selected");
		assertThat(this.console.type("select 1 as a; insert into author (name) values ('x'), ('y'); select 2 as b;"))
			.containsSubsequence("| 1 |", "1 row selected", "2 rows affected", "| 2 |", "1 row selected");
	}

	@Test
	void listsTablesAndColumns() throws IOException {
		createTables();
		assertThat(this.console.type("!tables")).contains("'-','-','author','TABLE','-','-','-','-','-','-'",
				"'-','-','book','TABLE','-','-','-','-','-','-'",
				"'-','-','sqlite_schema','SYSTEM TABLE','-','-','-','-','-','-'");
		String[] columns = { "'-','-','book','id','4','INTEGER','10','-','0','10','0',",
				"'-','-','book','author','4','INTEGER','10','-','0','10','0',",
				"'-','-','book','title','12','TEXT','1000000000','-','-','-','1',",
				"'-','-','book','price','3','decimal','8','-','2','10','1',",
				"'-','-','book','size','4','INT','10','-','0','10','1'," };
		for (String command : List.of("!columns book", "!describe book")) {
			List<String> lines = this.console.type(command);
			assertThat(lines).hasSize(columns.length + 1);
			for (int i = 0; i < columns.length; i++) {
				assertThat(lines.get(i + 1)).startsWith(columns[i]);
			}
			assertThat(lines.get(1)).endsWith("'YES','NO'");
			assertThat(lines.get(5)).endsWith("'NO','YES'");
		}
	}

	@Test
	void listsIndexesAndKeys() throws IOException {
		createTables();
		assertThat(this.console.type("!indexes book")).hasSize(2)
			.last()
			.isEqualTo("'-','-','book','0','-','book_title','3','1','title','A','-','-','price > 1'");
		assertThat(this.console.type("!primarykeys book")).last().isEqualTo("'-','-','book','id','1','-'");
		String key = "'-','-','author','id','-','-','book','author','1','3','0','written_by','-','7'";
		assertThat(this.console.type("!importedkeys book")).hasSize(2).last().isEqualTo(key);
		assertThat(this.console.type("!exportedkeys author")).hasSize(2).last().isEqualTo(key);
		assertThat(this.console.type("!importedkeys author")).hasSize(1);
		assertThat(this.console.type("!exportedkeys book")).hasSize(1);
	}

	@Test
	void describesTheDatabase() throws SQLException {
		String version;
		String driver;
		try (Connection connection = DriverManager.getConnection(this.url)) {
			version = connection.getMetaData().getDatabaseProductVersion();
			driver = connection.getMetaData().getDriverVersion();
		}
		List<String> info = this.console.type("!dbinfo")
			.stream()
			.map((line) -> line.replaceFirst(" {2,}", "="))
			.toList();
		assertThat(info).contains("getDatabaseProductName=SQLite", "getDatabaseProductVersion=" + version,
				"getDriverName=dqlite-jdbc", "getDriverVersion=" + driver, "getURL=" + this.url,
				"supportsTransactions=true", "supportsMultipleResultSets=true", "getIdentifierQuoteString=\"");
		assertThat(info).noneMatch((line) -> line.contains("Exception") || line.startsWith("Error"));
		assertThat(this.console.type("!metadata supportsSavepoints")).containsExactly("true");
		this.console.type("!set outputformat csv");
		assertThat(this.console.type("!metadata getTableTypes")).containsExactly("'TABLE_TYPE'", "'LOCAL TEMPORARY'",
				"'SYSTEM TABLE'", "'TABLE'", "'VIEW'");
		assertThat(this.console.type("!schemas")).hasSize(1);
		assertThat(this.console.type("!typeinfo")).anyMatch((line) -> line.startsWith("'BIGINT','-5','19',"))
			.anyMatch((line) -> line.startsWith("'TEXT','12','1000000000','''','''',"))
			.anyMatch((line) -> line.startsWith("'BLOB','2004','1000000000','x''','''',"));
	}

	@Test
	void acceptsIsolationLevelsAndIsSerializable() {
		assertThat(this.console.type("!isolation TRANSACTION_SERIALIZABLE")).isEmpty();
		assertThat(this.console.type("!isolation TRANSACTION_READ_COMMITTED")).isEmpty();
		assertThat(this.console.type("!isolation TRANSACTION_NONE"))
			.contains("Transaction isolation level TRANSACTION_NONE is not supported. "
					+ "Default (TRANSACTION_SERIALIZABLE) will be used instead.");
	}

	@Test
	void commitsAndRollsBack() throws IOException {
		createTables();
		this.console.type("!autocommit off");
		assertThat(this.console.type("insert into author (name) values ('Joan');")).containsExactly("1 row affected");
		assertThat(this.console.type("select count(*) as n from author;")).contains("'3'");
		assertThat(this.console.type("!rollback")).containsExactly("Rollback complete");
		assertThat(this.console.type("select count(*) as n from author;")).contains("'2'");
		this.console.type("insert into author (name) values ('Joan');");
		assertThat(this.console.type("!commit")).containsExactly("Commit complete");
		this.console.type("!autocommit on");
		this.console.type("!reconnect");
		assertThat(this.console.type("select count(*) as n from author;")).contains("'3'");
	}

	@Test
	void firesATriggerAndShowsItsError() throws IOException, SQLException {
		createTables();
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement()) {
			statement.execute(TRIGGER);
		}
		this.console.type("insert into book (author, title) values (1, 'Notes'), (1, 'More; notes');");
		assertThat(this.console.type("select books, (select sum(size) from book) as letters from author where id = 1;"))
			.contains("'2','16'");
		assertThat(this.console.type("insert into book (author, title) values (1, '');"))
			.contains("Error: no title (1811) (state=23000,code=1811)");
	}

	@Test
	void showsErrorsAndGoesOn() throws IOException {
		createTables();
		assertThat(this.console.type("select * from missing;"))
			.contains("Error: no such table: missing (1) (state=42000,code=1)");
		assertThat(this.console.type("insert into book (author) values (99);"))
			.contains("Error: FOREIGN KEY constraint failed (787) (state=23503,code=787)");
		this.console.type("!readonly on");
		assertThat(this.console.type("delete from author;"))
			.anyMatch((line) -> line.startsWith("Error: The connection is read-only"));
		this.console.type("!readonly off");
		assertThat(this.console.type("delete from author;")).containsExactly("2 rows affected");
	}

}
