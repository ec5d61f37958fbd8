package io.github.dqlite4j.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Comparison}: that it works, not how fast anything is.
 */
class ComparisonTests {

	@Test
	void everyContenderDoesEveryWork() throws Exception {
		Path goPeer = Path.of(System.getProperty("benchmarks.go"));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Results results;
		try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
			results = Comparison
				.run(ComparisonOptions.parse("--rounds", "2", "--scale", "0.002", "--go", goPeer.toString()), out);
		}
		String report = bytes.toString(StandardCharsets.UTF_8);
		for (Workload workload : Workload.values()) {
			assertThat(report).contains("| " + workload.title() + " | ");
			for (Peer peer : Peer.values()) {
				assertThat(results.has(workload, peer)).as(workload + " by " + peer)
					.isEqualTo(peer != Peer.GO || Files.exists(goPeer));
			}
		}
		assertThat(report.contains("go-dqlite is left out")).isNotEqualTo(Files.exists(goPeer));
		if (Files.exists(Path.of("/proc/self/schedstat"))) {
			assertThat(results.median(Workload.POINT_SELECT, Peer.JDBC, Measurement::nodeShare)).isGreaterThan(0);
		}
		assertThat(results.median(Workload.CONCURRENT_WRITERS, Peer.JDBC, Measurement::busy)).isZero();
	}

	@Test
	void saysWhatIsWrongWithItsArguments() {
		assertThatIllegalArgumentException().isThrownBy(() -> ComparisonOptions.parse("--scale", "2"))
			.withMessageContaining("--scale");
		assertThatIllegalArgumentException().isThrownBy(() -> ComparisonOptions.parse("--rounds"))
			.withMessageContaining("--rounds");
		assertThatIllegalArgumentException().isThrownBy(() -> ComparisonOptions.parse("--workload", "scan"))
			.withMessageContaining("--workload");
	}

}
