package io.github.dqlite4j.spring.boot.autoconfigure.streaming;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.node.DqliteNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for streams of Spring Data JPA: an application reads more than its heap holds.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConstantMemoryTests {

	private static final int CHUNKS = 96;

	private static final String MEGABYTE = """
			INSERT INTO page (id, body)
			WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
			SELECT %d + i, printf('%%.10000c', 'x') FROM n""";

	@TempDir
	Path directory;

	@Test
	void streamsMoreThanTheHeapHolds() throws Exception {
		try (DqliteNode node = DqliteNode.builder(this.directory).start()) {
			String url = "jdbc:dqlite://" + node.address() + "/app";
			JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url));
			jdbc.sql("CREATE TABLE page (id INTEGER PRIMARY KEY, body TEXT NOT NULL)").update();
			for (int i = 0; i < CHUNKS; i++) {
				jdbc.sql(MEGABYTE.formatted(i * 100)).update();
			}
			Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
					System.getProperty("java.class.path"), PageApplication.class.getName(),
					"--spring.datasource.url=" + url, "--spring.flyway.enabled=false")
				.redirectErrorStream(true)
				.start();
			String output = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(application.waitFor()).as(output).isZero();
			assertThat(output).contains(PageApplication.LENGTH + CHUNKS * 1_000_000L);
		}
	}

}
