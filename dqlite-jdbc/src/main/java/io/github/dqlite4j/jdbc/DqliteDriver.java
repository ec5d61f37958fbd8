package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Arrays;
import java.util.Properties;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.ConnectionOptions;

/**
 * The JDBC driver for dqlite:
 * {@code jdbc:dqlite://host[:port][,host[:port]]…/database[?key=value[&…]]}. It registers
 * itself when it is loaded. The keys are those that {@link #getPropertyInfo} lists.
 */
public final class DqliteDriver implements Driver {

	static {
		try {
			DriverManager.registerDriver(new DqliteDriver());
		}
		catch (SQLException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * Connect to the leader of a cluster.
	 * @param url the URL
	 * @param info further options by the keys of the URL; {@code user} and
	 * {@code password} are ignored
	 * @return the connection, or {@code null} if the URL is another driver's
	 * @throws SQLException with SQLState 08001 if the URL is not valid or no leader is
	 * found in time
	 */
	@Override
	public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
		return acceptsURL(url) ? DqliteConnection.open(parse(url, info)) : null;
	}

	static ConnectionOptions parse(String url, @Nullable Properties info) throws SQLException {
		try {
			return DqliteUrl.parse(url, (info != null) ? info : new Properties());
		}
		catch (IllegalArgumentException ex) {
			throw new SQLNonTransientConnectionException(ex.getMessage(), "08001", ex);
		}
	}

	@Override
	public boolean acceptsURL(String url) {
		return DqliteUrl.accepts(url);
	}

	@Override
	public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info) throws SQLException {
		ConnectionOptions options = parse(url, info);
		return Arrays.stream(OptionKey.values()).map((key) -> {
			DriverPropertyInfo property = new DriverPropertyInfo(key.key(), key.isSecret() ? null : key.get(options));
			property.description = key.description();
			return property;
		}).toArray(DriverPropertyInfo[]::new);
	}

	@Override
	public int getMajorVersion() {
		return DriverVersion.CURRENT.major();
	}

	@Override
	public int getMinorVersion() {
		return DriverVersion.CURRENT.minor();
	}

	/**
	 * Tell that the driver does not claim to pass the compliance tests of JDBC, which ask
	 * for entry level SQL-92 and stored procedures.
	 */
	@Override
	public boolean jdbcCompliant() {
		return false;
	}

	@Override
	public Logger getParentLogger() throws SQLFeatureNotSupportedException {
		throw new SQLFeatureNotSupportedException("The dqlite driver logs by SLF4J");
	}

}
