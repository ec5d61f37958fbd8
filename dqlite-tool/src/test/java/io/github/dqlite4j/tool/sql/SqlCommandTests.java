package io.github.dqlite4j.tool.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.testing.EngineCondition;
import io.github.dqlite4j.tool.testing.TestNode;
import io.github.dqlite4j.tool.testing.Tool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SQL that is not typed.
 */
@ExtendWith(EngineCondition.class)
class SqlCommandTests {

	@RegisterExtension
	static final TestNode node = new TestNode();

	@TempDir
	private Path directory;

	@BeforeAll
	static void createTable() {
		run("-c", "create table item (id integer primary key, name text, price real, data blob);"
				+ "insert into item values (1, 'pen', 1.5, x'00ff'), (2, 'a \"b\", c', null, null), (10, '', 3, 'two\nlines');"
				+ "create index item_name on item (name);")
			.ok();
	}

	private static Tool run(String... args) {
		List<String> all = new ArrayList<>(List.of("sql", "--url", node.url("shop")));
		all.addAll(List.of(args));
		return Tool.run(all.toArray(String[]::new));
	}

	private static List<String> lines(String... args) {
		return run(args).ok().out().lines().toList();
	}

	@Test
	void tablesAreAligned() {
		assertThat(lines("-c", "select * from item")).containsExactly("id | name     | price | data",
				"---+----------+-------+-----------", " 1 | pen      |   1.5 | x'00ff'",
				" 2 | a \"b\", c | NULL  | NULL", "10 |          |   3.0 | two\\nlines", "(3 rows)");
		assertThat(lines("-c", "select 1 as one", "--no-headers")).containsExactly("1", "(1 row)");
		assertThat(lines("-c", "select '漢字' as w, 'x' as n union all select 'ab', 'y'")).contains("漢字 | x", "ab   | y");
		assertThat(run("-c", "select char(27) || '[31m'").ok().out()).contains("\\u001b[31m");
	}

	@Test
	void csvCanBeReadBack() {
		assertThat(run("-m", "csv", "-c", "select id, name, price, data from item").ok().out())
			.isEqualToNormalizingNewlines(
					"id,name,price,data\n1,pen,1.5,x'00ff'\n2,\"a \"\"b\"\", c\",,\n10,\"\",3.0,\"two\nlines\"\n");
	}

	@Test
	void jsonHasTheTypesOfTheValues() {
		Tool run = run("--json", "-c", "select id, id as id, price, data, 9e999 as inf from item order by 1").ok();
		assertThat(run.json()).hasSize(3);
		assertThat(run.json().get(0).toString())
			.isEqualTo("{\"id\":1,\"id_2\":1,\"price\":1.5,\"data\":\"x'00ff'\",\"inf\":\"Infinity\"}");
		assertThat(run.json().get(1).get("price").isNull()).isTrue();
		assertThat(run("--json", "-c", "select 1 where false").ok().json()).isEmpty();
	}

	@Test
	void linesAreForWideRows() {
		assertThat(lines("-m", "line", "-c", "select 1 as a, 'x' as long")).containsExactly("   a = 1", "long = x");
	}

	@Test
	void scriptsStopAtTheFirstErrorAndSayWhere() throws Exception {
		Path script = Files.writeString(this.directory.resolve("script.sql"), """
				-- a script
				create table s (x);
				insert into s
				values (1);
				insert into nowhere values (2);
				insert into s values (3);
				""");
		run("-f", script.toString()).failed(ExitStatus.FAILED, "script.sql, line 5").failed(1, "nowhere");
		assertThat(lines("-m", "csv", "--no-headers", "-c", "select x from s")).containsExactly("1");
		run("-c", "drop table s").ok();
		run("-k", "-f", script.toString()).failed(ExitStatus.FAILED, "line 5");
		assertThat(lines("-m", "csv", "--no-headers", "-c", "select x from s")).containsExactly("1", "3");
	}

	@Test
	void transactionsSpanStatements() {
		run("-c",
				"create table tx (x); begin; insert into tx values (1); rollback; begin; insert into tx values (2); commit")
			.ok();
		assertThat(lines("-m", "csv", "--no-headers", "-c", "select x from tx")).containsExactly("2");
	}

	@Test
	void commandsShowTheSchema() throws Exception {
		assertThat(lines("-m", "csv", "--no-headers", "-c", ".tables it%")).containsExactly("item,table");
		assertThat(lines("-c", "\\d item")).containsExactly(
				"CREATE TABLE item (id integer primary key, name text, price real, data blob);",
				"CREATE INDEX item_name on item (name);");
		assertThat(lines("-m", "csv", "--no-headers", "-c", ".indexes item")).containsExactly("item_name,item");
		run("-c", ".schema nothing").failed(ExitStatus.FAILED, ".tables");
		run("-c", ".nonsense").failed(ExitStatus.FAILED, ".help");
		run("-c", ".mode purple").failed(ExitStatus.FAILED, "table, csv, json, line");
		assertThat(run("-c", ".help").ok().out()).contains(".read FILE");
		Path script = Files.writeString(this.directory.resolve("more.sql"),
				".mode csv\n.headers off\nselect 7;\n.quit\nx");
		assertThat(lines("-c", ".read " + script)).containsExactly("7");
		assertThat(run("-c", ".timer on\n.nullvalue none\nselect null").ok().out()).contains("none").contains(" ms");
	}

	@Test
	void readOnlyMeansIt() {
		run("--read-only", "-c", "delete from item").failed(ExitStatus.FAILED, "25006");
	}

	@Test
	void aLargeResultIsStreamed() {
		Tool run = run("-m", "csv", "-c",
				"with recursive n(i) as (values (1) union all select i + 1 from n where i < 50000) select i from n")
			.ok();
		assertThat(run.out().lines()).hasSize(50_001);
	}

}
