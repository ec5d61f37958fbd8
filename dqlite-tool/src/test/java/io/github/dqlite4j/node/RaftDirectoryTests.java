package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.stream.Stream;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import io.github.dqlite4j.node.raft.LogPosition;
import io.github.dqlite4j.node.raft.RaftDirectory;
import io.github.dqlite4j.node.raft.RaftState;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.tool.testing.Content;
import io.github.dqlite4j.tool.testing.EngineCondition;
import io.github.dqlite4j.tool.testing.ServerProcess;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What our reader sees in the raft files is what the engine sees.
 */
@ExtendWith(EngineCondition.class)
class RaftDirectoryTests {

	/**
	 * More than the entries after which a snapshot is taken, and than stay behind it.
	 */
	private static final int WRITES = 2_000;

	@TempDir
	private Path directory;

	private static void write(String address, int rows) throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:dqlite://" + address + "/app")) {
			Content.execute(connection, "CREATE TABLE t (x)");
			for (int i = 0; i < rows; i++) {
				Content.execute(connection, "INSERT INTO t VALUES (" + i + ")");
			}
		}
	}

	private static LogPosition lastEntryByEngine(Path data) throws Exception {
		String library = System.getProperty("dqlite.library.path");
		Assumptions.assumeTrue(library != null, "the bundled engine does not describe its last entry");
		Engine engine = EngineLoader.shared().load(null);
		Function describe = NativeLibrary.getInstance(library, Engine.LOAD_OPTIONS)
			.getFunction("dqlite_node_describe_last_entry");
		PointerByReference out = new PointerByReference();
		assertThat(engine.library().dqlite_node_create(1, "127.0.0.1:1", data.toString(), out)).isZero();
		Pointer node = out.getValue();
		LongByReference index = new LongByReference();
		LongByReference term = new LongByReference();
		assertThat(describe.invokeInt(new Object[] { node, index, term })).isZero();
		engine.library().dqlite_node_destroy(node);
		return new LogPosition(term.getValue(), index.getValue());
	}

	private static boolean has(Path data, String pattern) throws IOException {
		try (Stream<Path> files = Files.list(data)) {
			return files.anyMatch((file) -> file.getFileName().toString().matches(pattern));
		}
	}

	@Test
	void aLogWithSnapshotAndOpenSegmentsIsReadToItsEnd() throws Exception {
		Path data = this.directory.resolve("killed");
		try (ServerProcess server = ServerProcess.start(data)) {
			write(server.address(), WRITES);
			server.kill();
		}
		assertThat(has(data, "open-\\d+")).isTrue();
		RaftState state = RaftDirectory.read(data);
		assertThat(state.problems()).isEmpty();
		assertThat(state.snapshot().index()).isGreaterThan(WRITES / 2);
		assertThat(state.last().index()).isGreaterThanOrEqualTo(WRITES);
		assertThat(state.term()).isEqualTo(state.last().term());
		assertThat(state.membership().members()).singleElement().satisfies((member) -> {
			assertThat(member.id()).isEqualTo(1);
			assertThat(member.role()).isEqualTo(NodeRole.VOTER);
		});
		assertThat(RaftDirectory.read(data)).as("looking again").isEqualTo(state);
		// renames segments, and so comes last
		assertThat(lastEntryByEngine(data)).isEqualTo(state.last());
	}

	@Test
	void theLogOfAStoppedNodeIsReadToItsEnd() throws Exception {
		Path data = this.directory.resolve("stopped");
		try (ServerProcess server = ServerProcess.start(data)) {
			write(server.address(), 50);
			server.stop();
		}
		RaftState state = RaftDirectory.read(data);
		assertThat(state.problems()).isEmpty();
		assertThat(state.last().index()).isGreaterThan(50);
		assertThat(lastEntryByEngine(data)).isEqualTo(state.last());
	}

	@Test
	void whatWasBeingWrittenWhenTheNodeDiedIsNotCounted() throws Exception {
		Path data = this.directory.resolve("torn");
		try (ServerProcess server = ServerProcess.start(data)) {
			write(server.address(), 50);
			server.kill();
		}
		LogPosition before = RaftDirectory.read(data).last();
		Path segment;
		try (Stream<Path> files = Files.list(data)) {
			segment = files.filter((file) -> file.getFileName().toString().matches("open-\\d+"))
				.sorted()
				.findFirst()
				.orElseThrow();
		}
		byte[] bytes = Files.readAllBytes(segment);
		int end = bytes.length - 1;
		while (bytes[end] == 0) {
			end--;
		}
		bytes[end] ^= 1;
		Files.write(segment, bytes);
		RaftState torn = RaftDirectory.read(data);
		assertThat(torn.last().index()).isEqualTo(before.index() - 1);
		assertThat(torn.problems()).isEmpty();
	}

}
