package io.github.dqlite4j.guard;

import java.io.IOException;
import java.net.SocketTimeoutException;

import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.engine.EngineUnderTest;
import io.github.dqlite4j.testing.NodeProcess;
import io.github.dqlite4j.testing.Nodes;
import io.github.dqlite4j.testing.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.dqlite4j.testing.RawClient.text;
import static io.github.dqlite4j.testing.RawClient.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What the driver guards against, sent without the driver: each of these ends the node,
 * or makes it useless. On an engine where one does not any more, its guard can be lifted.
 */
class DangerTests {

	@RegisterExtension
	final Nodes nodes = new Nodes();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					ALL | query INSERT INTO t VALUES (1) RETURNING a                         | exec INSERT INTO t VALUES (2)
					ALL | exec INSERT INTO t VALUES (1) RETURNING a                          | exec INSERT INTO t VALUES (2)
					OLD | exec PRAGMA journal_mode=DELETE                                    | exec INSERT INTO t VALUES (2)
					ALL | exec PRAGMA synchronous=FULL                                       | exec INSERT INTO t VALUES (2)
					OLD | exec PRAGMA wal_checkpoint                                         | exec INSERT INTO t VALUES (2)
					OLD | exec PRAGMA page_size=8192                                         | exec VACUUM
					OLD | exec INSERT INTO t VALUES (zeroblob(20000000))                     | exec VACUUM
					ALL | exec CREATE TABLE d (x BOOLEAN); INSERT INTO d VALUES ('true')     | query SELECT x FROM d
					ALL | exec CREATE TABLE d (x "date"(1)); INSERT INTO d VALUES (1.5)      | query SELECT x FROM d
					ALL | exec CREATE TABLE d (x DATE); INSERT INTO d VALUES (x'00')         | query SELECT x AS y FROM (SELECT * FROM d)
					ALL | exec CREATE TABLE d (x TIMESTAMP); INSERT INTO d VALUES (1.5)      | query SELECT x FROM d
					ALL | exec CREATE TABLE d (x DATETIME); INSERT INTO d VALUES (x'01')     | query SELECT x FROM d
					""")
	void statementEndsTheNode(String generations, String first, String second) throws IOException {
		assumeThat(generations).isIn("ALL", EngineUnderTest.generation().name());
		NodeProcess node = this.nodes.single();
		try (RawClient client = new RawClient(node.address()).open("db")) {
			client.exec("CREATE TABLE t (a)");
			assertEnds(node, () -> {
				send(client, first);
				send(client, second);
			});
		}
	}

	private static void send(RawClient client, String request) throws IOException {
		String sql = request.substring(request.indexOf(' ') + 1);
		if (request.startsWith("query")) {
			client.query(sql);
		}
		else {
			client.exec(sql);
		}
	}

	@ParameterizedTest
	@CsvSource({ ":memory:", "''", "file:x?mode=memory" })
	void databaseOfThisNameEndsTheNode(String name) throws IOException {
		NodeProcess node = this.nodes.single();
		try (RawClient client = new RawClient(node.address()).open(name)) {
			assertEnds(node, () -> client.exec("CREATE TABLE t (a)"));
		}
	}

	@Test
	void wideRowsEndTheNodeUnlessTheConnectionWasWarmedUp() throws IOException {
		NodeProcess node = this.nodes.single();
		assertEnds(node, () -> {
			for (int columns = 30; columns < 300; columns += 3) {
				try (RawClient client = new RawClient(node.address()).open("db")) {
					client.query(SafeRequestTests.wideSelect(columns, 1));
					client.query(SafeRequestTests.wideSelect(columns, 1));
				}
			}
		});
	}

	@Test
	void messageWithoutABodyEndsTheNodeOrIsNeverAnswered() throws IOException {
		NodeProcess node = this.nodes.single();
		try (RawClient client = new RawClient(node.address())) {
			if (EngineUnderTest.generation() == EngineGeneration.OLD) {
				assertEnds(node, () -> client.request(0));
			}
			else {
				client.send(0);
				assertThat(client.isLeftWithoutAnswer()).isTrue();
			}
		}
	}

	@Test
	void descriptionInAnUnknownFormatEndsTheNode() throws IOException {
		NodeProcess node = this.nodes.single();
		try (RawClient client = new RawClient(node.address())) {
			assertEnds(node, () -> client.request(18, words(1)));
		}
	}

	@Test
	void wideNamesAreSentForEver() throws IOException {
		NodeProcess node = this.nodes.single();
		try (RawClient client = new RawClient(node.address()).open("db")) {
			assertThat(client.query(SafeRequestTests.wideSelect(600, 1))).isEqualTo("batches without end");
		}
	}

	@Test
	void heartbeatIsNeverAnswered() throws IOException {
		assumeThat(EngineUnderTest.generation()).isEqualTo(EngineGeneration.OLD);
		NodeProcess node = this.nodes.single();
		try (RawClient client = new RawClient(node.address())) {
			client.send(2, words(0));
			assertThat(client.isLeftWithoutAnswer()).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PRAGMA writable_schema=1 | UPDATE sqlite_schema SET sql = 'oops'
			PRAGMA hard_heap_limit=1 | SELECT 1
			""")
	void statementClosesTheDatabaseToEverybody(String first, String second) throws IOException {
		NodeProcess node = this.nodes.single();
		try (RawClient client = new RawClient(node.address()).open("db")) {
			client.exec("CREATE TABLE t (a)");
			client.query(first);
			client.exec(second);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				try (RawClient other = new RawClient(node.address()).open("db")) {
					assertThat(other.exec("INSERT INTO t VALUES (1)")).isEqualTo("refused");
				}
			});
		}
	}

	@Test
	void fullDatabaseEndsATransactionUnnoticed() throws IOException {
		NodeProcess node = this.nodes.single();
		try (RawClient client = new RawClient(node.address()).open("db")) {
			client.exec("CREATE TABLE t (a)");
			client.query("PRAGMA max_page_count=4");
			client.exec("BEGIN IMMEDIATE");
			assertThat(client.exec("INSERT INTO t VALUES (zeroblob(100000))")).startsWith("failure 13 ");
			assertThat(client.exec("INSERT INTO t VALUES (1)")).isEqualTo("type 6");
			assertThat(client.exec("ROLLBACK")).contains("no transaction is active");
		}
	}

	@Test
	void zeroEndsATextUnnoticed() throws IOException {
		NodeProcess node = this.nodes.single();
		try (RawClient client = new RawClient(node.address()).open("db")) {
			client.exec("CREATE TABLE t (a UNIQUE)");
			assertThat(client.exec("INSERT INTO t VALUES (?)", 3, text("a\u0000bcdefghijklmnop"))).isEqualTo("type 6");
			assertThat(client.exec("INSERT INTO t VALUES ('a')")).startsWith("failure 2067 ");
		}
	}

	private static void assertEnds(NodeProcess node, Requests requests) throws IOException {
		try {
			requests.send();
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("the node neither answers nor ends", ex);
		}
		catch (IOException ex) {
			// That is how the end of the node looks from here.
		}
		node.awaitEnd();
	}

	@FunctionalInterface
	private interface Requests {

		void send() throws IOException;

	}

}
