package io.github.dqlite4j.spring.boot.autoconfigure;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.jdbc.DqliteDriver;
import io.github.dqlite4j.jdbc.DqliteUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Details required to establish a connection to a dqlite cluster: one bean serves the
 * connection pool and what asks the cluster about itself.
 */
public interface DqliteConnectionDetails extends JdbcConnectionDetails {

	/**
	 * Options of the connections: nodes, database, timeouts.
	 * @return the options
	 */
	ConnectionOptions getConnectionOptions();

	@Override
	default String getJdbcUrl() {
		return DqliteUrl.format(getConnectionOptions());
	}

	@Override
	default String getDriverClassName() {
		return DqliteDriver.class.getName();
	}

	/**
	 * Username for the database. dqlite has no users.
	 * @return {@code null}
	 */
	@Override
	default @Nullable String getUsername() {
		return null;
	}

	/**
	 * Password for the database. dqlite has no users.
	 * @return {@code null}
	 */
	@Override
	default @Nullable String getPassword() {
		return null;
	}

	/**
	 * Name of the XA data source class. dqlite has no distributed transactions.
	 * @return {@code null}
	 */
	@Override
	default @Nullable String getXaDataSourceClassName() {
		return null;
	}

}
