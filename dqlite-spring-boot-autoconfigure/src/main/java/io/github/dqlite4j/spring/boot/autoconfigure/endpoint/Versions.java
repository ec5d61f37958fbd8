package io.github.dqlite4j.spring.boot.autoconfigure.endpoint;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.jdbc.DqliteDataSource;
import io.github.dqlite4j.jdbc.DqliteDriver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of what is at both ends of a connection.
 *
 * @param driver the version of the driver
 * @param sqlite the version of SQLite on the leader, if known
 */
record Versions(String driver, @Nullable String sqlite) {

	private static final Logger logger = LoggerFactory.getLogger(Versions.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	/**
	 * Return what is known without a connection.
	 * @return the version of the driver
	 */
	static Versions ofDriver() {
		DqliteDriver driver = new DqliteDriver();
		return new Versions(driver.getMajorVersion() + "." + driver.getMinorVersion(), null);
	}

	/**
	 * Ask the leader, on a connection that waits no longer than a person at a screen.
	 * @param options where the leader is looked for
	 * @return the versions
	 */
	static Versions ofConnection(ConnectionOptions options) {
		ConnectionOptions bounded = options.toBuilder()
			.connectTimeout(TIMEOUT)
			.leaderTimeout(TIMEOUT)
			.readTimeout(TIMEOUT)
			.build();
		try (Connection connection = new DqliteDataSource(bounded).getConnection()) {
			DatabaseMetaData metaData = connection.getMetaData();
			return new Versions(metaData.getDriverVersion(), metaData.getDatabaseProductVersion());
		}
		catch (SQLException ex) {
			// the description of the cluster is of use without it
			logger.debug("The leader can't be asked for its version", ex);
			return ofDriver();
		}
	}

}
