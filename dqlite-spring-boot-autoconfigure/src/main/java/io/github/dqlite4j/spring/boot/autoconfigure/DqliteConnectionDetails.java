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

	/**
	 * Return the details of another database of the same cluster: with the same nodes,
	 * timeouts and encryption, for a data source beside that of the application. Where
	 * the application runs a node, the writers of that database are held back while the
	 * node hands over and stops, as those of its own.
	 * @param name the name of the database
	 * @return its details
	 * @throws IllegalArgumentException if it is no name of a database
	 */
	default DqliteConnectionDetails forDatabase(String name) {
		return new PropertiesDqliteConnectionDetails(getConnectionOptions().toBuilder().database(name).build(),
				getUsername());
	}

	/**
	 * Return the details of the connections that a pool makes by its URL.
	 * @param url the URL of the pool
	 * @return the details, or {@code null} if no database of this cluster has the URL
	 */
	default @Nullable DqliteConnectionDetails forUrl(@Nullable String url) {
		if (url == null || !DqliteUrl.accepts(url)) {
			return null;
		}
		if (url.equals(getJdbcUrl())) {
			return this;
		}
		try {
			String database = DqliteUrl.parse(url).database().value();
			ConnectionOptions options = getConnectionOptions().toBuilder().database(database).build();
			return url.equals(DqliteUrl.format(options)) ? forDatabase(database) : null;
		}
		catch (IllegalArgumentException ex) {
			// whoever connects by it says what is wrong
			return null;
		}
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
