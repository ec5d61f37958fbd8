package io.github.dqlite4j.spring.boot.autoconfigure;

import javax.sql.DataSource;

import io.github.dqlite4j.client.ConnectionOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/**
 * Connection details whose options are known.
 *
 * @param connectionOptions the options
 * @param credential what stands for the user name and the password that dqlite does not
 * have
 */
record PropertiesDqliteConnectionDetails(ConnectionOptions connectionOptions,
		@Nullable String credential) implements DqliteConnectionDetails {

	private static final String TOMCAT_JDBC = "org.apache.tomcat.jdbc.pool.DataSource";

	/**
	 * Make connection details for the pool that the properties choose. Boot 4.1.1 hands
	 * the user name to a pool of Tomcat JDBC, which does not take {@code null}; to others
	 * only if there is one, and not all take any.
	 * @param options the options
	 * @param properties the properties
	 * @return the details
	 */
	static PropertiesDqliteConnectionDetails of(ConnectionOptions options, DataSourceProperties properties) {
		Class<? extends DataSource> pool = (properties.getType() != null) ? properties.getType()
				: DataSourceBuilder.findType(properties.getClassLoader());
		return new PropertiesDqliteConnectionDetails(options,
				(pool != null && pool.getName().equals(TOMCAT_JDBC)) ? "" : null);
	}

	@Override
	public ConnectionOptions getConnectionOptions() {
		return this.connectionOptions;
	}

	@Override
	public @Nullable String getUsername() {
		return this.credential;
	}

	@Override
	public @Nullable String getPassword() {
		return this.credential;
	}

}
