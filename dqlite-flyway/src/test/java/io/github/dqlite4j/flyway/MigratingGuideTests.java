package io.github.dqlite4j.flyway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code docs/migrating.md} says is so.
 */
@ExtendWith(TestDatabaseExtension.class)
class MigratingGuideTests {

	private static final Pattern SCRIPT = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

	private static final Pattern ROW = Pattern.compile("^\\| `(.+?)` \\| (.+) \\|$", Pattern.MULTILINE);

	private static String guide() {
		try {
			return Files.readString(Path.of("").toAbsolutePath().getParent().resolve("docs/migrating.md"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static List<String> scripts() {
		return SCRIPT.matcher(guide()).results().map((match) -> match.group(1)).toList();
	}

	private static Stream<MatchResult> rows() {
		String guide = guide();
		return ROW.matcher(guide.substring(guide.indexOf("## What to write instead"))).results();
	}

	static List<String> writtenElsewhere() {
		return rows().map((row) -> row.group(1)).toList();
	}

	static List<String> writtenHere() {
		return rows().map((row) -> row.group(2))
			.filter((here) -> here.startsWith("`"))
			.map((here) -> here.substring(1, here.length() - 1))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("scripts")
	void everyScriptRuns(String script, TestDatabase database) {
		if (script.contains("PRAGMA foreign_keys")) {
			database.script("V1__guide.sql.conf", "executeInTransaction=false");
		}
		assertThat(database.script("V1__guide.sql", script).flyway().migrate().migrationsExecuted).isOne();
	}

	@ParameterizedTest
	@MethodSource("writtenElsewhere")
	void whatIsWrittenElsewhereIsRefusedWithAdvice(String sql, TestDatabase database) throws SQLException {
		prepare(database);
		assertThatExceptionOfType(SQLSyntaxErrorException.class).isThrownBy(() -> database.execute(sql))
			.withMessageContaining("In dqlite (SQLite) ");
	}

	@ParameterizedTest
	@MethodSource("writtenHere")
	void whatIsToBeWrittenRuns(String sql, TestDatabase database) throws SQLException {
		prepare(database);
		database.execute(sql);
	}

	private static void prepare(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT); CREATE TABLE u (a INTEGER PRIMARY KEY)");
	}

	@Test
	void declarationsMeanWhatTheGuideSays(TestDatabase database) throws SQLException {
		database.script("V1__guide.sql", scripts().get(0)).flyway().migrate();
		database.execute("INSERT INTO note (body) VALUES ('a'), ('b'); DELETE FROM note WHERE id = 2; "
				+ "INSERT INTO note (body) VALUES ('c')");
		assertThat(database.query("SELECT id FROM note")).as("numbered from 1, none twice").containsExactly("1", "3");
		database.execute("INSERT INTO customer (id, name, email, credit) VALUES (7, printf('%300d', 1), 'x', 1.239)");
		assertThat(database.query("SELECT length(name), credit FROM customer WHERE id = 7"))
			.containsExactly("300|1.239");
		assertThat(database.query("SELECT active, length(created_at) FROM customer WHERE id = 1"))
			.containsExactly("1|19");
		assertThatExceptionOfType(SQLIntegrityConstraintViolationException.class)
			.isThrownBy(() -> database.execute("INSERT INTO invoice (customer_id, total) VALUES (99, 1)"));
		assertThatExceptionOfType(SQLIntegrityConstraintViolationException.class)
			.isThrownBy(() -> database.execute("INSERT INTO customer (name, email) VALUES ('Bob', 'ada@example.org')"));
	}

	@Test
	void otherTypesMakeNumbersOfTexts(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE t (a STRING, b JSON, c VARCHAR(9), d UUID, e TEXT)");
		database.execute("INSERT INTO t VALUES ('007', '5', '007', '123e4567-e89b-12d3-a456-426614174000', '007')");
		assertThat(database.query("SELECT typeof(a), a, typeof(b), c, typeof(d), e FROM t"))
			.containsExactly("integer|7|integer|007|text|007");
	}

	@Test
	void keysWithoutNotNullMayBeMissing(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, a TEXT); INSERT INTO t (a) VALUES ('x')");
		assertThat(database.query("SELECT count(*) FROM t WHERE id IS NULL")).containsExactly("1");
	}

}
