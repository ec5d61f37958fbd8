package io.github.dqlite4j.tool.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.tls.Password;
import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.client.tls.TlsOptionsBuilder;
import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.NodeStartException;
import io.github.dqlite4j.tool.cli.CommandFailure;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Output;
import io.github.dqlite4j.tool.cli.TimeSpanConverter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code server}: a node as a process of its own.
 */
@Command(name = "server", description = { "Run a node until the process is asked to end (SIGTERM, SIGINT).",
		"Prints 'ready' and the node's address when it serves. On the way out it hands leadership over." })
public final class ServerCommand implements Callable<Integer> {

	private static final long MEBIBYTE = 1024L * 1024;

	@Mixin
	private final Output output = new Output();

	@Option(names = "--data-dir", paramLabel = "DIRECTORY", required = true,
			description = "Where the node keeps its data; created if need be.")
	private Path dataDirectory = Path.of("");

	@Option(names = "--address", paramLabel = "HOST:PORT",
			description = "Where it listens and is known. A free port on the loopback interface if not given.")
	private @Nullable String address;

	@Option(names = "--bind", paramLabel = "HOST:PORT",
			description = "Where it listens, such as 0.0.0.0:9001, if that is not what its address resolves to.")
	private @Nullable String bind;

	@Option(names = "--join", paramLabel = "HOST:PORT,...", split = ",",
			description = "The other nodes; the node's own address is ignored. It joins their cluster; if none of them"
					+ " has one and all of them run, the one with the lowest address founds it. Without this option"
					+ " the node founds a cluster of its own.")
	private List<String> join = new ArrayList<>();

	@Option(names = "--join-timeout", paramLabel = "TIME", defaultValue = "1m", converter = TimeSpanConverter.class,
			description = "How long joining may take (default ${DEFAULT-VALUE}).")
	private Duration joinTimeout = Duration.ofMinutes(1);

	@Option(names = "--database", paramLabel = "NAME,...", split = ",",
			description = "Databases whose writers are held back, for two seconds at most, while the node hands"
					+ " leadership over and stops.")
	private List<String> databases = new ArrayList<>();

	@Option(names = "--latency", paramLabel = "TIME", defaultValue = "30ms", converter = TimeSpanConverter.class,
			description = "Network latency to expect, the same for all nodes: an election takes 15 times that and more"
					+ " (default ${DEFAULT-VALUE}).")
	private Duration latency = Duration.ofMillis(30);

	@Option(names = "--voters", paramLabel = "NUMBER", defaultValue = "3",
			description = "How many nodes vote, an odd number, the same for all nodes (default ${DEFAULT-VALUE}).")
	private int voters = 3;

	@Option(names = "--standbys", paramLabel = "NUMBER", defaultValue = "3",
			description = "How many nodes besides the voters have all data, the same for all nodes"
					+ " (default ${DEFAULT-VALUE}).")
	private int standbys = 3;

	@Option(names = "--failure-domain", paramLabel = "NAME",
			description = "What the node fails together with, such as a rack; votes are spread over them.")
	private @Nullable String failureDomain;

	@Option(names = "--weight", paramLabel = "NUMBER", defaultValue = "0",
			description = "Of several nodes the lightest gets a role (default ${DEFAULT-VALUE}).")
	private long weight;

	@Option(names = "--roles-interval", paramLabel = "TIME", defaultValue = "30s", converter = TimeSpanConverter.class,
			description = "How often the leader looks whether nodes have gone or come back (default ${DEFAULT-VALUE}).")
	private Duration rolesInterval = Duration.ofSeconds(30);

	@Option(names = "--disk-reserve", paramLabel = "MEGABYTES", defaultValue = "64",
			description = "Space to keep in reserve on the disk (default ${DEFAULT-VALUE}), 0 for none. When less than"
					+ " half as much is left besides, the node stops until twice as much is free.")
	private long diskReserve = 64;

	@Option(names = "--ssl-cert", paramLabel = "FILE",
			description = "PEM file with the certificate of the node, for TLS with the other nodes and with clients;"
					+ " has to name the host of its address.")
	private @Nullable Path certificate;

	@Option(names = "--ssl-key", paramLabel = "FILE",
			description = "PEM file with the private key of the certificate; the password of one that is encrypted comes"
					+ " from DQLITE_SSL_KEY_PASSWORD.")
	private @Nullable Path key;

	@Option(names = "--ssl-root-cert", paramLabel = "FILE",
			description = "PEM file with the authorities whose certificates the other nodes and the clients have to"
					+ " show.")
	private @Nullable Path rootCertificate;

	@Option(names = "--library", paramLabel = "FILE",
			description = "The file of libdqlite; otherwise the system's, or else the bundled one.")
	private @Nullable Path library;

	private @Nullable TlsOptions tls() {
		if (this.certificate == null && this.key == null && this.rootCertificate == null) {
			return null;
		}
		if (this.certificate == null || this.key == null || this.rootCertificate == null) {
			throw new IllegalArgumentException("TLS needs all of --ssl-cert, --ssl-key and --ssl-root-cert");
		}
		TlsOptionsBuilder options = TlsOptions.builder()
			.cert(this.certificate)
			.key(this.key)
			.rootCert(this.rootCertificate);
		String password = System.getenv("DQLITE_SSL_KEY_PASSWORD");
		return ((password != null) ? options.keyPassword(new Password(password)) : options).build();
	}

	@Override
	public Integer call() throws NodeStartException, InterruptedException {
		DqliteNode.Builder builder;
		try {
			builder = DqliteNode.builder(this.dataDirectory)
				.address(this.address)
				.bind(this.bind)
				.join(this.join)
				.joinTimeout(this.joinTimeout)
				.networkLatency(this.latency)
				.voters(this.voters)
				.standbys(this.standbys)
				.failureDomain(this.failureDomain)
				.weight(this.weight)
				.rolesInterval(this.rolesInterval)
				.diskReserve(this.diskReserve * MEBIBYTE)
				.tls(tls())
				.library(this.library);
		}
		catch (IllegalArgumentException ex) {
			throw new CommandFailure(ExitStatus.USAGE, String.valueOf(ex.getMessage()), ex);
		}
		DqliteNode node = builder.start();
		try {
			this.databases.forEach(node::holdBackWritersOf);
		}
		catch (IllegalArgumentException ex) {
			throw new CommandFailure(ExitStatus.USAGE, String.valueOf(ex.getMessage()), ex);
		}
		this.output.say("ready " + node.address());
		if (this.output.isJson()) {
			Map<String, Object> row = new LinkedHashMap<>();
			row.put("ready", true);
			row.put("address", node.address());
			row.put("id", Long.toUnsignedString(node.id()));
			row.put("data_directory", node.dataDirectory().toString());
			row.put("engine", node.engineVersion());
			this.output.row(row);
		}
		// the node's own thread does not keep the process alive
		new CountDownLatch(1).await();
		return ExitStatus.OK;
	}

}
