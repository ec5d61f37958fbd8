package io.github.dqlite4j.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that results are streamed, by {@link StreamingCheck} with fewer rows.
 */
class StreamingCheckTests {

	@Test
	void readsMoreThanTheHeapHolds() throws Exception {
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx16m",
				"-cp", System.getProperty("java.class.path"), StreamingCheck.class.getName(), "500000");
		try (ChildProcess check = new ChildProcess(command)) {
			assertThat(check.await("read ", Duration.ofMinutes(2))).startsWith("500,000 rows with 35 MiB");
		}
	}

}
