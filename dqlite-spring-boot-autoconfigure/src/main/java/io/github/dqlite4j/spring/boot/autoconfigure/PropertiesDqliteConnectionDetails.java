package io.github.dqlite4j.spring.boot.autoconfigure;

import io.github.dqlite4j.client.ConnectionOptions;

/**
 * Connection details whose options are known.
 *
 * @param connectionOptions the options
 */
record PropertiesDqliteConnectionDetails(ConnectionOptions connectionOptions) implements DqliteConnectionDetails {

	@Override
	public ConnectionOptions getConnectionOptions() {
		return this.connectionOptions;
	}

}
