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
import java.util.Locale;

import io.github.dqlite4j.testing.Nodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writers queue, they do not fail: neither those of one process nor those of several.
 */
@Tag("alone")
class ManyWritersTests {

	private static final Logger logger = LoggerFactory.getLogger(ManyWritersTests.class);

	private static final int THREADS = 50;

	private static final int OTHER_THREADS = 25;

	private static final int ROWS = Integer.getInteger("dqlite.test.rows-per-writer", 20);

	/**
	 * The throughput that many writers reach together, as a multiple of that of a single
	 * one, or 0 to only report it: a short run on a busy machine says nothing.
	 */
	private static final double LEAST_RATIO = Double.parseDouble(System.getProperty("dqlite.test.least-ratio", "0"));

	/**
	 * How many rows the single writer writes for each of theirs.
	 */
	private static final int ALONE = 20;

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
		// ample: what is asserted is that the turns are fair, not how fast the machine is
		String url = "jdbc:dqlite://" + this.nodes.single().address() + "/db?busyTimeout=2m";
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
		int rows = (THREADS + 2 * OTHER_THREADS) * ROWS;
		assertThat(count(url)).isEqualTo(rows);
		logger.info("Median and longest time of a write in microseconds, begin and end, by process: {}", durations);
		assertThat(durations)
			.allSatisfy((each) -> assertThat(each.longest()).as("%s", each).isLessThan(PATIENCE * each.median()));
		assertNotSlowerThanOne(url, rowsPerSecond(rows, durations));
	}

	/**
	 * The single writer comes last, when everything is warm, and by an option of its own:
	 * so it knows of no others, to whom it would leave gaps.
	 */
	private static void assertNotSlowerThanOne(String url, double together) throws Exception {
		Writers.Durations durations = new Writers(url + "&statementCacheSize=40", "alone", 1).run(ALONE * ROWS);
		double alone = rowsPerSecond(ALONE * ROWS, List.of(durations));
		double ratio = together / alone;
		logger.info("{} rows/s by {} writers, {} rows/s by one: {} times as many", Math.round(together),
				THREADS + 2 * OTHER_THREADS, Math.round(alone), String.format(Locale.ROOT, "%.2f", ratio));
		assertThat(ratio).as("throughput of many writers / of one").isGreaterThanOrEqualTo(LEAST_RATIO);
	}

	private static double rowsPerSecond(int rows, List<Writers.Durations> durations) {
		long began = durations.stream().mapToLong(Writers.Durations::began).min().orElseThrow();
		long ended = durations.stream().mapToLong(Writers.Durations::ended).max().orElseThrow();
		return rows * 1000.0 / Math.max(1, ended - began);
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
