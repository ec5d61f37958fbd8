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

	@Mixin
	private final Output output = new Output();

	@Option(names = "--data-dir", paramLabel = "DIRECTORY", required = true,
			description = "Where the node keeps its data; created if need be.")
	private Path dataDirectory = Path.of("");

	@Option(names = "--address", paramLabel = "HOST:PORT",
			description = "Where it listens and is known. A free port on the loopback interface if not given.")
	private @Nullable String address;

	@Option(names = "--join", paramLabel = "HOST:PORT,...", split = ",",
			description = "Members of the cluster to join; the node's own address is ignored. Without it the node"
					+ " founds a cluster.")
	private List<String> join = new ArrayList<>();

	@Option(names = "--join-timeout", paramLabel = "TIME", defaultValue = "1m", converter = TimeSpanConverter.class,
			description = "How long joining may take (default ${DEFAULT-VALUE}).")
	private Duration joinTimeout = Duration.ofMinutes(1);

	@Option(names = "--database", paramLabel = "NAME,...", split = ",",
			description = "Databases whose writers are held back, for two seconds at most, while the node hands"
					+ " leadership over and stops.")
	private List<String> databases = new ArrayList<>();

	@Option(names = "--latency", paramLabel = "TIME", defaultValue = "50ms", converter = TimeSpanConverter.class,
			description = "Network latency to expect, the same for all nodes: an election takes 15 times that and more"
					+ " (default ${DEFAULT-VALUE}).")
	private Duration latency = Duration.ofMillis(50);

	@Option(names = "--library", paramLabel = "FILE",
			description = "The file of libdqlite; otherwise the system's, or else the bundled one.")
	private @Nullable Path library;

	@Override
	public Integer call() throws NodeStartException, InterruptedException {
		DqliteNode.Builder builder;
		try {
			builder = DqliteNode.builder(this.dataDirectory)
				.address(this.address)
				.join(this.join)
				.joinTimeout(this.joinTimeout)
				.networkLatency(this.latency)
				.library(this.library);
		}
		catch (IllegalArgumentException ex) {
			throw new CommandFailure(ExitStatus.USAGE, String.valueOf(ex.getMessage()), ex);
		}
		DqliteNode node = builder.start();
		Runtime.getRuntime().addShutdownHook(new Thread(node::close, "dqlite-node-stop"));
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
