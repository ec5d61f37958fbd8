package io.github.dqlite4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.github.dqlite4j.client.tls.TlsOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Starts nodes for a test, or for a class of tests if it is registered in a static field,
 * ends them afterwards, and shows their logs when a test fails.
 */
public final class Nodes
		implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, TestExecutionExceptionHandler {

	private static final Path ROOT = Path.of("target", "nodes").toAbsolutePath();

	private static final AtomicInteger counter = new AtomicInteger();

	private final List<NodeProcess> processes = new CopyOnWriteArrayList<>();

	private final Path directory = ROOT.resolve(ProcessHandle.current().pid() + "-" + counter.incrementAndGet());

	private int latencyMillis = 50;

	private List<String> databases = List.of();

	private List<String> roles = List.of();

	private @Nullable TlsOptions tls;

	private boolean shared;

	/**
	 * Sets the network latency that the nodes reckon with, from which follows how long an
	 * election takes.
	 * @param millis the latency
	 * @return this
	 */
	public Nodes latency(int millis) {
		this.latencyMillis = millis;
		return this;
	}

	/**
	 * Sets the databases whose writers the nodes hold back while they hand over.
	 * @param names the databases
	 * @return this
	 */
	public Nodes databases(String... names) {
		this.databases = List.of(names);
		return this;
	}

	/**
	 * Sets how many nodes of a cluster vote and how many stand by; the others are spares.
	 * @param voters the number of voters, odd
	 * @param standbys the number of those that stand by
	 * @return this
	 */
	public Nodes roles(int voters, int standbys) {
		this.roles = List.of("--voters", Integer.toString(voters), "--standbys", Integer.toString(standbys),
				"--roles-interval", "200");
		return this;
	}

	/**
	 * Sets that the nodes speak TLS.
	 * @param options the files of a certificate, its key and its authority
	 * @return this
	 */
	public Nodes tls(TlsOptions options) {
		this.tls = options;
		return this;
	}

	/**
	 * Starts a node that is a cluster by itself.
	 */
	public NodeProcess single() {
		return launch().awaitReady();
	}

	/**
	 * Starts three nodes that are a cluster.
	 */
	public ClusterProcesses cluster() {
		NodeProcess founder = single();
		List<NodeProcess> nodes = new ArrayList<>(List.of(founder));
		for (int i = 0; i < 2; i++) {
			nodes.add(launch("--join", founder.address()));
		}
		nodes.forEach(NodeProcess::awaitReady);
		return new ClusterProcesses(nodes, this.tls);
	}

	NodeProcess launch(String... arguments) {
		List<String> all = new ArrayList<>(List.of("--latency", Integer.toString(this.latencyMillis)));
		if (!this.databases.isEmpty()) {
			all.addAll(List.of("--database", String.join(",", this.databases)));
		}
		all.addAll(this.roles);
		if (this.tls != null) {
			all.addAll(List.of("--ssl-cert", String.valueOf(this.tls.cert()), "--ssl-key",
					String.valueOf(this.tls.key()), "--ssl-root-cert", String.valueOf(this.tls.rootCert())));
		}
		all.addAll(List.of(arguments));
		NodeProcess process = NodeProcess.launch(this.directory.resolve("node" + this.processes.size()),
				all.toArray(String[]::new));
		this.processes.add(process);
		return process;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.shared = true;
	}

	@Override
	public void afterEach(ExtensionContext context) {
		if (!this.shared) {
			end();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		end();
	}

	private void end() {
		this.processes.forEach(NodeProcess::close);
		this.processes.clear();
		if (Files.exists(this.directory)) {
			try {
				TemporaryDirectory.remove(this.directory);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
		throwable.addSuppressed(new Exception(
				this.processes.stream().map(NodeProcess::log).collect(Collectors.joining("\n", "\n", ""))));
		throw throwable;
	}

}
