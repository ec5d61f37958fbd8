package io.github.dqlite4j.tool.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.jdbc.DqliteUrl;
import picocli.CommandLine.Option;

/**
 * Where the cluster is: options of all commands that talk to one. What is not given comes
 * from the environment: {@code DQLITE_URL}, {@code DQLITE_NODES},
 * {@code DQLITE_DATABASE}.
 */
public final class ClusterOptions {

	/**
	 * Commands about the cluster need the name of no database; the driver wants one.
	 */
	private static final String ANY_DATABASE = "main";

	@Option(names = { "-n", "--nodes" }, paramLabel = "HOST:PORT,...",
			description = "Nodes of the cluster, any of them. Otherwise DQLITE_NODES.")
	private @Nullable String nodes;

	@Option(names = { "-u", "--url" }, paramLabel = "URL",
			description = "JDBC URL of the database, instead of --nodes. Otherwise DQLITE_URL.")
	private @Nullable String url;

	@Option(names = { "-d", "--database" }, paramLabel = "NAME",
			description = "The database, if not that of the URL. Otherwise DQLITE_DATABASE.")
	private @Nullable String database;

	@Option(names = { "-o", "--option" }, paramLabel = "KEY=VALUE",
			description = "A key of the JDBC URL, such as sslRootCert=ca.pem; may be repeated.")
	private Map<String, String> options = new LinkedHashMap<>();

	@Option(names = "--timeout", paramLabel = "TIME", defaultValue = "15s", converter = TimeSpanConverter.class,
			description = "How long to look for the leader, and to wait for what it does (default ${DEFAULT-VALUE}).")
	private Duration timeout = Duration.ofSeconds(15);

	/**
	 * Return what the driver needs to know about the cluster and the database.
	 * @return the options
	 * @throws CommandFailure if no cluster or no database is named, or not validly
	 */
	public ConnectionOptions connectionOptions() {
		return resolve(null);
	}

	/**
	 * Return the cluster, for commands that need no database.
	 * @return the cluster
	 * @throws CommandFailure if no cluster is named, or not validly
	 */
	public Cluster cluster() {
		return new Cluster(resolve(ANY_DATABASE));
	}

	/**
	 * Return the administration of the cluster.
	 * @return the administration
	 * @throws CommandFailure if no cluster is named, or not validly
	 */
	public ClusterAdministration administration() {
		return new ClusterAdministration(cluster(), this.timeout);
	}

	/**
	 * Return how long an operation may take.
	 * @return the time
	 */
	public Duration timeout() {
		return this.timeout;
	}

	private ConnectionOptions resolve(@Nullable String defaultDatabase) {
		Properties properties = new Properties();
		this.options.forEach(properties::setProperty);
		try {
			ConnectionOptions parsed = DqliteUrl.parse(url(defaultDatabase), properties);
			String chosen = this.database;
			boolean patient = this.options.containsKey("leaderTimeout");
			ConnectionOptions.Builder builder = parsed.toBuilder();
			if (chosen != null) {
				builder.database(chosen);
			}
			return (patient ? builder : builder.leaderTimeout(this.timeout)).build();
		}
		catch (IllegalArgumentException ex) {
			throw new CommandFailure(ExitStatus.USAGE, String.valueOf(ex.getMessage()), ex);
		}
	}

	private String url(@Nullable String defaultDatabase) {
		if (this.url != null && this.nodes != null) {
			throw new CommandFailure(ExitStatus.USAGE, "--url and --nodes exclude each other", null);
		}
		String given = (this.url != null || this.nodes != null) ? this.url : System.getenv("DQLITE_URL");
		if (given != null) {
			return given;
		}
		String hosts = (this.nodes != null) ? this.nodes : System.getenv("DQLITE_NODES");
		if (hosts == null) {
			throw new CommandFailure(ExitStatus.USAGE,
					"no cluster is named: give --nodes host:port,... or --url, or set DQLITE_NODES or DQLITE_URL",
					null);
		}
		return DqliteUrl.PREFIX + "//" + hosts + "/" + databaseName(defaultDatabase);
	}

	private String databaseName(@Nullable String defaultDatabase) {
		String name = (this.database != null) ? this.database : System.getenv("DQLITE_DATABASE");
		name = (name != null) ? name : defaultDatabase;
		if (name == null) {
			throw new CommandFailure(ExitStatus.USAGE, "no database is named: give --database, or set DQLITE_DATABASE",
					null);
		}
		return name;
	}

}
