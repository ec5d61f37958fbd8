package io.github.dqlite4j.lane;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.testing.Nodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writers queue, they do not fail: neither those of one process nor those of several.
 */
class ManyWritersTests {

	private static final int THREADS = 50;

	private static final int OTHER_THREADS = 25;

	private static final int ROWS = Integer.getInteger("dqlite.test.rows-per-writer", 20);

	/**
	 * How many times the usual wait the longest one may take.
	 */
	private static final int PATIENCE = 20;

	@RegisterExtension
	final Nodes nodes = new Nodes();

	private final List<OtherProcess> others = new ArrayList<>();

	@AfterEach
	void endOthers() {
		this.others.forEach(OtherProcess::close);
	}

	@Test
	void noWriterOfThreeProcessesFailsOrWaitsForLong() throws Exception {
		String url = "jdbc:dqlite://" + this.nodes.single().address() + "/db";
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			statement.executeUpdate(Writers.TABLE);
		}
		this.others.add(new OtherProcess(url, "second"));
		this.others.add(new OtherProcess(url, "third"));
		for (OtherProcess other : this.others) {
			other.awaitReady();
		}
		for (OtherProcess other : this.others) {
			other.begin();
		}
		List<Writers.Durations> durations = new ArrayList<>();
		durations.add(new Writers(url, "first", THREADS).run(ROWS));
		for (OtherProcess other : this.others) {
			durations.add(other.awaitDurations());
		}
		assertThat(count(url)).isEqualTo((THREADS + 2 * OTHER_THREADS) * ROWS);
		assertThat(durations)
			.allSatisfy((each) -> assertThat(each.longest()).as("%s", each).isLessThan(PATIENCE * each.median()));
	}

	private static int count(String url) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT count(*) FROM entries")) {
			rows.next();
			return rows.getInt(1);
		}
	}

	/**
	 * Another process that writes.
	 */
	private static final class OtherProcess implements AutoCloseable {

		private final Process process;

		private final BufferedReader output;

		OtherProcess(String url, String name) throws IOException {
			this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp",
					System.getProperty("java.class.path"), WritersMain.class.getName(), url, name,
					Integer.toString(OTHER_THREADS), Integer.toString(ROWS))
				.redirectErrorStream(true)
				.start();
			this.output = this.process.inputReader(StandardCharsets.UTF_8);
		}

		void awaitReady() throws IOException {
			assertThat(this.output.readLine()).isEqualTo("ready");
		}

		void begin() throws IOException {
			this.process.getOutputStream().write('\n');
			this.process.getOutputStream().flush();
		}

		Writers.Durations awaitDurations() throws IOException {
			List<String> lines = this.output.lines().toList();
			String last = lines.get(lines.size() - 1);
			assertThat(last).as("%s", lines).startsWith("done ");
			return Writers.Durations.parse(last.substring("done ".length()));
		}

		@Override
		public void close() {
			this.process.destroyForcibly();
		}

	}

}
