package io.github.dqlite4j.node;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DqliteNodeTests {

	@TempDir
	private Path directory;

	@Test
	void startsAndStops() throws Exception {
		try (DqliteNode node = DqliteNode.builder(this.directory).start()) {
			assertThat(node.id()).isEqualTo(1);
			assertThat(node.isRunning()).isTrue();
			assertThat(node.address()).startsWith("127.0.0.1:");
			assertThat(WireProbe.leaderAt(node.address())).isEqualTo(node.address());
		}
	}

}
