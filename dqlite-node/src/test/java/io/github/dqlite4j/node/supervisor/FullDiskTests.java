package io.github.dqlite4j.node.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.node.EngineUnderTest;
import io.github.dqlite4j.node.RealEngine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A disk that is really full: a file system in memory, which an application mounts in a
 * user namespace of its own. Where those are not allowed these tests are skipped.
 */
@RealEngine
class FullDiskTests {

	private static final long SECONDS = 120;

	private static final String MOUNT = "mount -t tmpfs -o size=96m disk \"$1\" && shift && exec \"$@\"";

	@TempDir
	private Path disk;

	@TempDir
	private Path logs;

	@ParameterizedTest
	@ValueSource(strings = { "thread", "process" })
	void theNodeStopsAndServesAgainWhenThereIsSpace(String isolation) throws Exception {
		assumeNamespaces();
		String output = run(EngineUnderTest.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
				"-Xmx128m", "-Ddqlite.engine.java=" + EngineUnderTest.java(), "-cp",
				System.getProperty("java.class.path"), FullDiskMain.class.getName(), this.disk.toString(), isolation);
		assertThat(output).contains("full No space left on device")
			.containsPattern("problem stopped since only \\d MB were left on the disk of its data directory;"
					+ " starts again by itself when 32 MB are free")
			.contains("entries 2");
		if (isolation.equals("process")) {
			assertThat(output).contains("restarts 0");
		}
	}

	@Test
	void saysThatTheDiskIsTooSmall() throws Exception {
		assumeNamespaces();
		String output = run(EngineUnderTest.java().toString(), "-cp", System.getProperty("java.class.path"),
				"io.github.dqlite4j.node.DqliteNodeMain", "--data-dir", this.disk.resolve("data").toString());
		assertThat(output).containsPattern("The disk of the data directory \\S+/data has 9[56] MB left, and the dqlite"
				+ " node there does not start with less than 128 MB: ");
	}

	private void assumeNamespaces() throws Exception {
		assumeThat(run("true")).as("file systems can be mounted in user namespaces").isEmpty();
	}

	private String run(String... program) throws Exception {
		List<String> command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
				MOUNT, "sh", this.disk.toString()));
		command.addAll(List.of(program));
		Path output = this.logs.resolve("output");
		Process process;
		try {
			process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		}
		catch (IOException ex) {
			return "There is no unshare: " + ex.getMessage();
		}
		try {
			boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
			assertThat(ended).as(Files.readString(output)).isTrue();
			return Files.readString(output);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
