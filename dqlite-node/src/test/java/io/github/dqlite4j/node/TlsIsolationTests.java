package io.github.dqlite4j.node;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.node.tls.NodeCertificates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What speaks plain text behind TLS is of no use to anybody else, and what serves it does
 * not outlive it.
 */
@RealEngine
class TlsIsolationTests {

	private static final int INODE = 6;

	private static final int CONNECTIONS = 200;

	private static final int AT_ONCE = 20;

	@TempDir
	private static Path certificateDirectory;

	private static NodeCertificates certificates;

	@TempDir
	private Path directory;

	@BeforeAll
	static void makeCertificates() throws Exception {
		certificates = NodeCertificates.make(certificateDirectory);
	}

	@Test
	void theEngineListensForThisProcessOnly() throws Exception {
		List<String> before = localSockets();
		try (DqliteNode node = start()) {
			List<String> added = localSockets();
			added.removeAll(before);
			assertThat(added).hasSize(1);
			InnerAddress inner = new InnerAddress(added.get(0).substring(1));
			assertThat(new NodeQuery(inner, Duration.ofSeconds(10)).leader().address()).isEqualTo(node.address());
			assertThat(askFromAnotherProcess(inner.name())).startsWith("refused");
		}
		assertThat(localSockets()).isEqualTo(before);
	}

	/**
	 * Returns the names of the sockets of this process: the system lists those of all.
	 */
	private static List<String> localSockets() throws Exception {
		Set<String> own = ownSockets();
		return new ArrayList<>(Files.readAllLines(Path.of("/proc/self/net/unix"), StandardCharsets.ISO_8859_1)
			.stream()
			.filter((line) -> own.contains("socket:[" + line.strip().split("\\s+")[INODE] + "]"))
			.map((line) -> line.substring(line.lastIndexOf(' ') + 1))
			.filter((name) -> name.startsWith("@dqlite4j-"))
			.distinct()
			.sorted()
			.toList());
	}

	private static Set<String> ownSockets() throws IOException {
		Set<String> sockets = new HashSet<>();
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
			for (Path descriptor : descriptors) {
				try {
					sockets.add(Files.readSymbolicLink(descriptor).toString());
				}
				catch (NoSuchFileException ex) {
					// closed meanwhile
				}
			}
		}
		return sockets;
	}

	private static String askFromAnotherProcess(String name) throws Exception {
		Process process = new ProcessBuilder(EngineUnderTest.java().toString(), "-cp",
				System.getProperty("java.class.path"), InnerSocketMain.class.getName(), name)
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		return output;
	}

	@Test
	void connectionsLeaveNeitherThreadsNorDescriptors() throws Exception {
		try (DqliteNode node = start()) {
			connect(node, AT_ONCE);
			awaitEndOfLinks();
			long descriptors = count("fd");
			for (int i = 0; i < CONNECTIONS / AT_ONCE; i++) {
				connect(node, AT_ONCE);
			}
			awaitEndOfLinks();
			Awaiting.until("no more than " + descriptors + " descriptors, but for the JVM's own",
					() -> count("fd") < descriptors + AT_ONCE / 2);
		}
		assertThat(threads("dqlite-tls-")).isEmpty();
	}

	private static void connect(DqliteNode node, int count) throws Exception {
		List<Connection> connections = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			connections.add(DriverManager
				.getConnection("jdbc:dqlite://" + node.address() + "/app" + certificates.url("node", "root")));
		}
		assertThat(threads("dqlite-tls-from-")).hasSizeGreaterThanOrEqualTo(count);
		for (Connection connection : connections) {
			connection.close();
		}
	}

	private static void awaitEndOfLinks() throws Exception {
		Awaiting.until("all links have ended",
				() -> threads("dqlite-tls-from-").isEmpty() && threads("dqlite-tls-to-").isEmpty());
	}

	private static List<String> threads(String prefix) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith(prefix))
			.toList();
	}

	private static long count(String kind) {
		String[] names = new File("/proc/self/" + kind).list();
		assertThat(names).isNotNull();
		return names.length;
	}

	private DqliteNode start() throws Exception {
		return DqliteNode.builder(this.directory.resolve("node")).tls(certificates.options("node", "root")).start();
	}

}
