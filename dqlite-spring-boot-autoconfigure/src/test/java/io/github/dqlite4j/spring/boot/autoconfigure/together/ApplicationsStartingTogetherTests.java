package io.github.dqlite4j.spring.boot.autoconfigure.together;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.node.DqliteNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that start at once on an empty cluster of three nodes: all come
 * up, and every migration is applied once. The profile {@code soak} starts more of them,
 * and more often.
 */
class ApplicationsStartingTogetherTests {

	private static final int PROCESSES = Integer.getInteger("dqlite.test.processes", 4);

	private static final int ROUNDS = Integer.getInteger("dqlite.test.repetitions", 1);

	@TempDir
	Path directory;

	@Test
	void allComeUpAndEachMigrationIsAppliedOnce() throws Exception {
		for (int round = 1; round <= ROUNDS; round++) {
			startTogether(this.directory.resolve("round" + round));
		}
	}

	private static void startTogether(Path directory) throws Exception {
		try (DqliteNode first = node(directory.resolve("1")).start();
				DqliteNode second = node(directory.resolve("2")).join(List.of(first.address())).start();
				DqliteNode third = node(directory.resolve("3")).join(List.of(first.address())).start()) {
			String nodes = String.join(",", first.address(), second.address(), third.address());
			List<ApplicationProcess> applications = new ArrayList<>();
			try {
				for (int i = 1; i <= PROCESSES; i++) {
					applications.add(new ApplicationProcess(directory.resolve("application" + i + ".log"),
							List.of("--spring.datasource.dqlite.nodes=" + nodes,
									"--spring.datasource.dqlite.database=app",
									"--spring.flyway.locations=classpath:db/together",
									"--spring.jpa.hibernate.ddl-auto=validate")));
				}
				List<Integer> executed = new ArrayList<>();
				for (ApplicationProcess application : applications) {
					executed.add(application.migrationsExecuted());
				}
				assertThat(executed.stream().mapToInt(Integer::intValue).sum()).as("by each process: %s", executed)
					.isEqualTo(3);
			}
			finally {
				applications.forEach(ApplicationProcess::close);
			}
			JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource("jdbc:dqlite://" + nodes + "/app"));
			assertThat(jdbc.sql("SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank")
				.query(String.class)
				.list()).containsExactly("1", "2", "3");
			assertThat(jdbc.sql("SELECT note FROM note").query(String.class).list()).containsExactly("once");
			assertThat(jdbc.sql("SELECT count(DISTINCT process) FROM visitor").query(Integer.class).single())
				.isEqualTo(PROCESSES);
		}
	}

	/**
	 * No leader is to fail here, and one that waits for a processor is not to be taken
	 * for failed.
	 */
	private static DqliteNode.Builder node(Path directory) {
		return DqliteNode.builder(directory).networkLatency(Duration.ofMillis(200));
	}

}
