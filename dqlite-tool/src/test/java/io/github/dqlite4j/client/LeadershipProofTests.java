package io.github.dqlite4j.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.protocol.LeaderResponse;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.tool.testing.EngineCondition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * A leader needs more than half of the voters.
 */
@ExtendWith(EngineCondition.class)
class LeadershipProofTests {

	private static final NodeInfo SILENT = new NodeInfo(7, "127.0.0.1:1", NodeRole.VOTER);

	private static final NodeInfo OTHER_SILENT = new NodeInfo(8, "127.0.0.1:2", NodeRole.VOTER);

	private DqliteNode node;

	private NodeInfo itself;

	private LeaderResponse leader;

	@BeforeEach
	void start(@TempDir Path directory) throws IOException {
		this.node = DqliteNode.builder(directory.resolve("node")).start();
		this.itself = new NodeInfo(this.node.id(), this.node.address(), NodeRole.VOTER);
		this.leader = new LeaderResponse(this.node.id(), this.node.address());
	}

	@AfterEach
	void stop() {
		this.node.close();
	}

	private static void require(LeaderResponse leader, NodeInfo... members) throws IOException {
		new LeadershipProof(new NodeConnector(1 << 20, null)).require(leader, List.of(members),
				Deadline.after(Duration.ofSeconds(20)));
	}

	@Test
	void moreThanHalfOfTheVotersAreEnough() {
		assertThatNoException().isThrownBy(() -> require(this.leader, this.itself));
		NodeInfo standby = new NodeInfo(9, "127.0.0.1:3", NodeRole.STANDBY);
		assertThatNoException().isThrownBy(() -> require(this.leader, this.itself, standby));
		assertThatNoException().isThrownBy(
				() -> require(this.leader, this.itself, new NodeInfo(2, this.node.address(), NodeRole.VOTER), SILENT));
	}

	@Test
	void halfOfTheVotersAreNot() {
		assertThatIOException().isThrownBy(() -> require(this.leader, this.itself, SILENT))
			.withMessageContaining("only 1 of 2 voters")
			.withMessageContaining("127.0.0.1:1");
		assertThatIOException().isThrownBy(() -> require(this.leader, this.itself, SILENT, OTHER_SILENT))
			.withMessageContaining("only 1 of 3 voters");
	}

	@Test
	void aVoterThatNamesAnotherLeaderDoesNotConfirm() {
		assertThatIOException().isThrownBy(() -> require(new LeaderResponse(7, SILENT.address()), this.itself))
			.withMessageContaining("only 0 of 1 voters")
			.withMessageContaining("names " + this.node.address());
	}

}
