package io.github.dqlite4j.spring.boot.autoconfigure.endpoint;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.jdbc.DqliteDriver;
import io.github.dqlite4j.jdbc.DqliteUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the leader for its version of SQLite, on a connection that waits no longer than a
 * person at a screen.
 */
final class ServerVersion {

	private static final Logger logger = LoggerFactory.getLogger(ServerVersion.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private ServerVersion() {
	}

	/**
	 * Ask the leader.
	 * @param options where it is looked for
	 * @return the version, or {@code null} if there is no answer in time
	 */
	static @Nullable String of(ConnectionOptions options) {
		ConnectionOptions bounded = ConnectionOptions.builder()
			.nodes(options.nodes())
			.database(options.database().value())
			.connectTimeout(TIMEOUT)
			.leaderTimeout(TIMEOUT)
			.readTimeout(TIMEOUT)
			.build();
		try (Connection connection = new DqliteDriver().connect(DqliteUrl.format(bounded), new Properties())) {
			return (connection != null) ? connection.getMetaData().getDatabaseProductVersion() : null;
		}
		catch (SQLException ex) {
			// the description of the cluster is of use without it
			logger.debug("The leader can't be asked for its version", ex);
			return null;
		}
	}

}
