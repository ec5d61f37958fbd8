package io.github.dqlite4j.node;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.dqlite4j.protocol.MetadataResponse;
import io.github.dqlite4j.testing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

class DqliteNodeMainTests {

	private static final int TERMINATED = 128 + 15;

	@TempDir
	private Path directory;

	@Test
	@RealEngine
	void servesUntilItIsTerminated() throws Exception {
		String dataDirectory = this.directory.resolve("data").toString();
		try (NodeProcess process = NodeProcess.start("--data-dir", dataDirectory, "--latency", "20")) {
			String address = process.awaitReady();
			assertThat(WireProbe.leaderAt(address)).isEqualTo(address);
			process.terminate();
			assertThat(process.awaitEnd()).doesNotContain("Exception");
			assertThat(process.exitStatus()).isEqualTo(TERMINATED);
		}
		// the engine closes the segment it writes to only when it is stopped
		assertThat(this.directory.resolve("data")).isDirectoryNotContaining("glob:**/open-*");
	}

	@Test
	@RealEngine
	void saysInOneLineWhyItDoesNotStart() throws Exception {
		Path file = Files.writeString(this.directory.resolve("file"), "");
		try (NodeProcess process = NodeProcess.start("--data-dir", file.toString())) {
			assertThat(process.awaitEnd()).contains("The data directory " + file + " cannot be created or written")
				.doesNotContain("\tat ");
			assertThat(process.exitStatus()).isEqualTo(1);
		}
	}

	@Test
	@RealEngine
	void tellsOthersOfItsFailureDomainAndWeight() throws Exception {
		NodeEndpoint listen = NodeEndpoint.resolve(FreePort.address());
		try (NodeProcess process = NodeProcess.start("--data-dir", this.directory.resolve("data").toString(),
				"--address", "app-0.example.invalid:" + listen.port(), "--bind", listen.toString(), "--failure-domain",
				"7", "--weight", "5", "--voters", "1", "--standbys", "0", "--roles-interval", "1000")) {
			assertThat(process.awaitReady()).isEqualTo("app-0.example.invalid:" + listen.port());
			assertThat(new NodeQuery(listen, Duration.ofSeconds(10)).describe()).isEqualTo(new MetadataResponse(7, 5));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "--address 127.0.0.1:9001; The option --data-dir is missing.", "--data; Unknown option --data.",
					"--data-dir; The option --data-dir needs a value.", "--data-dir x --latency fast; but is 'fast'.",
					"--data-dir x --latency 0; between 1 ms and 1 hour", "--data-dir x --voters 2; odd and positive",
					"--data-dir x --standbys -1; must not be negative", "--data-dir x --weight much; but is 'much'.",
					"--data-dir x --roles-interval 1; at least 100 ms",
					"--data-dir x --disk-reserve 15; 0 or at least 16 MB, but is 15728640 bytes",
					"--data-dir x --ssl-cert y; TLS needs all of --ssl-cert, --ssl-key and --ssl-root-cert.",
					"--data-dir x --ssl-cert y --ssl-key y --ssl-root-cert y; y does not exist" })
	void explainsWrongArguments(String arguments, String message) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		int status = DqliteNodeMain.start(arguments.split(" "), new PrintStream(out), new PrintStream(err));
		assertThat(status).isEqualTo(2);
		assertThat(out.size()).isZero();
		assertThat(err.toString(StandardCharsets.UTF_8)).contains(message).contains("usage: java");
	}

}
