package io.github.dqlite4j.node;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.protocol.DatabaseName;

/**
 * Runs one node as a process of its own. Prints {@code ready} and the node's address when
 * it serves, and stops it when the process is asked to end (SIGTERM, SIGINT).
 */
public final class DqliteNodeMain {

	private static final int START_FAILED = 1;

	private static final int WRONG_ARGUMENTS = 2;

	private static final long MEBIBYTE = 1024L * 1024;

	private static final String SSL_CERT = "--ssl-cert";

	private static final String SSL_KEY = "--ssl-key";

	private static final String SSL_ROOT_CERT = "--ssl-root-cert";

	private static final String USAGE = """
			usage: java -cp ... io.github.dqlite4j.node.DqliteNodeMain --data-dir DIRECTORY [options]
			  --data-dir DIRECTORY    where the node keeps its data; created if need be
			  --address HOST:PORT     where it listens and is known; a free port on the loopback interface if not given
			  --bind HOST:PORT        where it listens, if that is not what its address resolves to
			  --join HOST:PORT,...    other nodes of the cluster; without them the node founds one
			  --database NAME,...     databases whose writers are held back while the node hands over and stops
			  --latency MILLISECONDS  network latency to expect between the nodes; 50 if not given
			  --voters NUMBER         nodes that vote, an odd number; 3 if not given
			  --standbys NUMBER       nodes that have all data besides the voters; 3 if not given
			  --failure-domain NAME   what the node fails together with, such as a rack
			  --weight NUMBER         of several nodes, the lightest gets a role; 0 if not given
			  --roles-interval MILLISECONDS
			                          how often the leader looks whether nodes have gone; 30000 if not given
			  --disk-reserve MEGABYTES
			                          space to keep in reserve on the disk; 64 if not given, 0 for none
			  --ssl-cert FILE         PEM file with the node's certificate, for TLS with other nodes and with clients
			  --ssl-key FILE          PEM file with its private key in PKCS#8, not encrypted
			  --ssl-root-cert FILE    PEM file with the authorities whose certificates others have to show
			""";

	private static final Set<String> OPTIONS = Set.of("--data-dir", "--address", "--bind", "--join", "--database",
			"--latency", "--voters", "--standbys", "--failure-domain", "--weight", "--roles-interval", "--disk-reserve",
			SSL_CERT, SSL_KEY, SSL_ROOT_CERT);

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
		Map<String, String> options = options(args);
		String dataDirectory = options.get("--data-dir");
		if (dataDirectory == null) {
			throw new IllegalArgumentException("The option --data-dir is missing.");
		}
		DqliteNode.Builder builder = DqliteNode.builder(Path.of(dataDirectory));
		List<DatabaseName> databases = new ArrayList<>();
		options.forEach((option, value) -> {
			switch (option) {
				case "--address" -> builder.address(value);
				case "--bind" -> builder.bind(value);
				case "--join" -> builder.join(List.of(value.split(",")));
				case "--database" -> Stream.of(value.split(",")).map(DatabaseName::new).forEach(databases::add);
				case "--latency" -> builder.networkLatency(Duration.ofMillis(number(option, value)));
				case "--voters" -> builder.voters(number(option, value));
				case "--standbys" -> builder.standbys(number(option, value));
				case "--failure-domain" -> builder.failureDomain(value);
				case "--weight" -> builder.weight(number(option, value));
				case "--roles-interval" -> builder.rolesInterval(Duration.ofMillis(number(option, value)));
				case "--disk-reserve" -> builder.diskReserve(number(option, value) * MEBIBYTE);
				default -> {
					// the directory, which the builder has, or a part of TLS
				}
			}
		});
		return new Arguments(builder.tls(tls(options)), databases);
	}

	private static @Nullable TlsOptions tls(Map<String, String> options) {
		String cert = options.get(SSL_CERT);
		String key = options.get(SSL_KEY);
		String rootCert = options.get(SSL_ROOT_CERT);
		if (cert == null && key == null && rootCert == null) {
			return null;
		}
		if (cert == null || key == null || rootCert == null) {
			throw new IllegalArgumentException(
					"TLS needs all of " + SSL_CERT + ", " + SSL_KEY + " and " + SSL_ROOT_CERT + ".");
		}
		return TlsOptions.builder().cert(Path.of(cert)).key(Path.of(key)).rootCert(Path.of(rootCert)).build();
	}

	private static Map<String, String> options(String[] args) {
		Map<String, String> options = new LinkedHashMap<>();
		for (int i = 0; i < args.length; i += 2) {
			if (!OPTIONS.contains(args[i])) {
				throw new IllegalArgumentException("Unknown option " + args[i] + ".");
			}
			if (i + 1 == args.length) {
				throw new IllegalArgumentException("The option " + args[i] + " needs a value.");
			}
			options.put(args[i], args[i + 1]);
		}
		return options;
	}

	private static int number(String option, String text) {
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("The option " + option + " needs a number, but is '" + text + "'.", ex);
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
