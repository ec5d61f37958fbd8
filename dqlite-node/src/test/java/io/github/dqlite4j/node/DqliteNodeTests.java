package io.github.dqlite4j.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.testing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@RealEngine
class DqliteNodeTests {

	@TempDir
	private Path directory;

	@Test
	void startsAndStops() throws Exception {
		DqliteNode node = DqliteNode.builder(this.directory).start();
		assertThat(node.id()).isEqualTo(1);
		assertThat(node.isRunning()).isTrue();
		assertThat(node.address()).startsWith("127.0.0.1:");
		assertThat(node.dataDirectory()).isEqualTo(this.directory.toRealPath());
		assertThat(node.engineVersion()).matches("\\d+\\.\\d+\\.\\d+");
		assertThat(WireProbe.leaderAt(node.address())).isEqualTo(node.address());
		node.close();
		assertThat(node.isRunning()).isFalse();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> WireProbe.leaderAt(node.address()));
		node.close();
	}

	@Test
	void severalRunInOneProcess() throws Exception {
		try (DqliteNode first = DqliteNode.builder(this.directory.resolve("1")).start();
				DqliteNode second = DqliteNode.builder(this.directory.resolve("2")).start()) {
			assertThat(WireProbe.leaderAt(first.address())).isEqualTo(first.address());
			assertThat(WireProbe.leaderAt(second.address())).isEqualTo(second.address()).isNotEqualTo(first.address());
		}
	}

	@Test
	void keepsItsIdentity() throws Exception {
		DqliteNode.Builder builder = DqliteNode.builder(this.directory);
		String address;
		try (DqliteNode node = builder.start()) {
			address = node.address();
		}
		try (DqliteNode node = builder.start()) {
			assertThat(node.id()).isEqualTo(1);
			assertThat(node.address()).isEqualTo(address);
			assertThat(WireProbe.leaderAt(address)).isEqualTo(address);
		}
	}

	@Test
	void listensOnTheGivenAddressAndRemembersIt() throws Exception {
		String address = FreePort.address();
		try (DqliteNode node = DqliteNode.builder(this.directory).address(address).start()) {
			assertThat(node.address()).isEqualTo(address);
		}
		try (DqliteNode node = DqliteNode.builder(this.directory).start()) {
			assertThat(node.address()).isEqualTo(address);
		}
	}

	@Test
	void refusesAnotherAddressThanTheDirectoryBelongsTo() throws Exception {
		String address = FreePort.address();
		DqliteNode.builder(this.directory).address(address).start().close();
		List<Path> before = files();
		String other = FreePort.address();
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(() -> DqliteNode.builder(this.directory).address(other).start())
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.ADDRESS_CHANGED);
				assertThat(ex.problem()).contains(this.directory.toString(), address, other);
				assertThat(ex.remedy()).contains("Configure " + address);
			});
		assertThat(files()).isEqualTo(before);
		DqliteNode.builder(this.directory).address(address).start().close();
	}

	@Test
	void leavesNothingWhenItsPortIsInUse() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			String address = "127.0.0.1:" + server.getLocalPort();
			Path data = this.directory.resolve("a/b");
			assertThatExceptionOfType(NodeStartException.class)
				.isThrownBy(() -> DqliteNode.builder(data).address(address).start())
				.satisfies((ex) -> {
					assertThat(ex.reason()).isEqualTo(Reason.ADDRESS_IN_USE);
					assertThat(ex.problem()).contains(address);
				});
			assertThat(files()).isEmpty();
		}
	}

	@Test
	void refusesTheAddressOfAnotherNodeOfTheProcess() throws Exception {
		try (DqliteNode node = DqliteNode.builder(this.directory.resolve("1")).start()) {
			assertThatExceptionOfType(NodeStartException.class)
				.isThrownBy(() -> DqliteNode.builder(this.directory.resolve("2")).address(node.address()).start())
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.ADDRESS_IN_USE));
			assertThat(this.directory.resolve("2")).doesNotExist();
		}
	}

	@Test
	void movesToAFreePortWhenTheOneItChoseIsTaken() throws Exception {
		String address;
		try (DqliteNode node = DqliteNode.builder(this.directory).start()) {
			address = node.address();
		}
		String moved;
		NodeEndpoint endpoint = NodeEndpoint.resolve(address);
		try (ServerSocket server = new ServerSocket(endpoint.port(), 1, endpoint.host());
				DqliteNode node = DqliteNode.builder(this.directory).start()) {
			assertThat(server.isBound()).isTrue();
			moved = node.address();
			assertThat(moved).isNotEqualTo(address);
			assertThat(new NodeQuery(NodeEndpoint.resolve(moved), Duration.ofSeconds(10)).members())
				.containsExactly(new NodeInfo(1, moved, NodeRole.VOTER));
			assertThat(WireProbe.leaderAt(moved)).isEqualTo(moved);
		}
		try (DqliteNode node = DqliteNode.builder(this.directory).start()) {
			assertThat(node.address()).isEqualTo(moved);
			assertThat(WireProbe.leaderAt(moved)).isEqualTo(moved);
		}
	}

	@Test
	void movesFromAChosenAddressToAGivenOne() throws Exception {
		DqliteNode.builder(this.directory).start().close();
		String address = FreePort.address();
		try (DqliteNode node = DqliteNode.builder(this.directory).address(address).start()) {
			assertThat(WireProbe.leaderAt(address)).isEqualTo(address);
			assertThat(new NodeQuery(NodeEndpoint.resolve(address), Duration.ofSeconds(10)).members())
				.containsExactly(new NodeInfo(node.id(), address, NodeRole.VOTER));
		}
		String other = FreePort.address();
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(() -> DqliteNode.builder(this.directory).address(other).start())
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.ADDRESS_CHANGED));
	}

	@Test
	void leavesNothingWhenThereIsNoEngine() {
		Path library = this.directory.resolve("libdqlite.so.0");
		Path data = this.directory.resolve("data");
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(() -> DqliteNode.builder(data).library(library).start())
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.ENGINE_NOT_AVAILABLE));
		assertThat(data).doesNotExist();
	}

	@Test
	void refusesASecondNodeInItsDirectoryAndGoesOnRunning() throws Exception {
		try (DqliteNode node = DqliteNode.builder(this.directory).start()) {
			assertThatExceptionOfType(NodeStartException.class)
				.isThrownBy(() -> DqliteNode.builder(this.directory).start())
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.DATA_DIRECTORY_IN_USE));
			assertThat(WireProbe.leaderAt(node.address())).isEqualTo(node.address());
		}
	}

	@Test
	void checksItsSettings() {
		DqliteNode.Builder builder = DqliteNode.builder(this.directory);
		assertThatIllegalArgumentException().isThrownBy(() -> builder.networkLatency(Duration.ofNanos(1)))
			.withMessageContaining("PT0.000000001S");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.networkLatency(Duration.ofHours(2)));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.snapshots(100, 99))
			.withMessageContaining("100 and 99");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.snapshots(1, 3));
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter((file) -> !file.equals(this.directory)).sorted().toList();
		}
	}

}
