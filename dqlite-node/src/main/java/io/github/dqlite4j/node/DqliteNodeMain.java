package io.github.dqlite4j.node;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.github.dqlite4j.protocol.DatabaseName;

/**
 * Runs one node as a process of its own. Prints {@code ready} and the node's address when
 * it serves, and stops it when the process is asked to end (SIGTERM, SIGINT).
 */
public final class DqliteNodeMain {

	private static final int START_FAILED = 1;

	private static final int WRONG_ARGUMENTS = 2;

	private static final String USAGE = """
			usage: java -cp ... io.github.dqlite4j.node.DqliteNodeMain --data-dir DIRECTORY [options]
			  --data-dir DIRECTORY   where the node keeps its data; created if need be
			  --address HOST:PORT    where it listens and is known; a free port on the loopback interface if not given
			  --join HOST:PORT,...   members of the cluster to join; without it the node founds one
			  --database NAME,...    databases whose writers are held back while the node hands over and stops
			  --latency MILLISECONDS network latency to expect between the nodes; 50 if not given
			""";

	private DqliteNodeMain() {
	}

	/**
	 * Runs a node until the process is asked to end. Ends the process with status 1 if
	 * the node cannot start and 2 if the arguments are wrong.
	 * @param args the arguments, as the message for wrong ones explains
	 * @throws InterruptedException if the main thread is interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		int status = start(args, System.out, System.err);
		if (status != 0) {
			System.exit(status);
		}
		// the node's own thread does not keep the process alive
		new CountDownLatch(1).await();
	}

	/**
	 * Starts the node and arranges for its stop.
	 * @param args the arguments
	 * @param out where the ready line goes
	 * @param err where the reason goes when there is no ready line
	 * @return the exit status, 0 if the node runs
	 */
	static int start(String[] args, PrintStream out, PrintStream err) {
		Arguments arguments;
		try {
			arguments = parse(args);
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage());
			err.print(USAGE);
			return WRONG_ARGUMENTS;
		}
		try {
			DqliteNode node = arguments.node().start();
			arguments.databases().forEach((database) -> node.holdBackWritersOf(database.value()));
			Runtime.getRuntime().addShutdownHook(new Thread(node::close, "dqlite-node-stop"));
			out.println("ready " + node.address());
			out.flush();
			return 0;
		}
		catch (NodeStartException ex) {
			err.println(ex.getMessage());
			return START_FAILED;
		}
	}

	private static Arguments parse(String[] args) {
		String dataDirectory = null;
		String address = null;
		List<String> join = List.of();
		List<DatabaseName> databases = List.of();
		Duration latency = null;
		Iterator<String> words = Arrays.asList(args).iterator();
		while (words.hasNext()) {
			String option = words.next();
			switch (option) {
				case "--data-dir" -> dataDirectory = value(option, words);
				case "--address" -> address = value(option, words);
				case "--join" -> join = List.of(value(option, words).split(","));
				case "--database" ->
					databases = Stream.of(value(option, words).split(",")).map(DatabaseName::new).toList();
				case "--latency" -> latency = milliseconds(option, value(option, words));
				default -> throw new IllegalArgumentException("Unknown option " + option + ".");
			}
		}
		if (dataDirectory == null) {
			throw new IllegalArgumentException("The option --data-dir is missing.");
		}
		DqliteNode.Builder builder = DqliteNode.builder(Path.of(dataDirectory)).address(address).join(join);
		return new Arguments((latency != null) ? builder.networkLatency(latency) : builder, databases);
	}

	private static String value(String option, Iterator<String> words) {
		if (!words.hasNext()) {
			throw new IllegalArgumentException("The option " + option + " needs a value.");
		}
		return words.next();
	}

	private static Duration milliseconds(String option, String text) {
		try {
			return Duration.ofMillis(Long.parseLong(text));
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(
					"The option " + option + " needs a number of milliseconds, but is '" + text + "'.", ex);
		}
	}

	/**
	 * What the arguments ask for.
	 *
	 * @param node the node to start
	 * @param databases those whose writers are held back when it stops
	 */
	private record Arguments(DqliteNode.Builder node, List<DatabaseName> databases) {
	}

}
