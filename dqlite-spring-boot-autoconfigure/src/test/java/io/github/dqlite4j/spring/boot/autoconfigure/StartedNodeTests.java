package io.github.dqlite4j.spring.boot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.NodeOnDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link StartedNode}.
 */
class StartedNodeTests {

	private static final Duration DEADLINE = Duration.ofMinutes(1);

	@Test
	void saysThatTheDiskKeepsTheNodeFromRunning(@TempDir Path directory) throws Exception {
		AtomicLong left = new AtomicLong(Long.MAX_VALUE);
		try (DqliteNode node = NodeOnDisk.start(directory, left::get)) {
			NodeStatus status = StartedNode.of(node).status();
			assertThat(status.describe()).isEqualTo("in this process");
			left.set(0);
			await().atMost(DEADLINE).until(() -> !node.isRunning());
			assertThat(status.describe())
				.isEqualTo("stopped since only 0 MB were left on the disk of its data directory;"
						+ " starts again by itself when 128 MB are free");
			left.set(Long.MAX_VALUE);
			await().atMost(DEADLINE).until(() -> status.describe().equals("in this process"));
		}
	}

}
