package io.github.dqlite4j.spring.boot.autoconfigure.pool;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Properties;
import java.util.logging.Logger;

import io.github.dqlite4j.jdbc.DqliteDataSource;
import io.github.dqlite4j.jdbc.DqliteDriver;
import org.jspecify.annotations.Nullable;

/**
 * The driver as a pool gets it that takes no data source: adds to the URL what that does
 * not show.
 */
final class HiddenOptionsDriver implements Driver {

	private final DqliteDriver driver = new DqliteDriver();

	private final HiddenOptions options;

	HiddenOptionsDriver(HiddenOptions options) {
		this.options = options;
	}

	@Override
	public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
		if (!acceptsURL(url)) {
			return null;
		}
		try {
			return new DqliteDataSource(this.options.complete(url, info)).getConnection();
		}
		catch (IllegalArgumentException ex) {
			throw new SQLNonTransientConnectionException(ex.getMessage(), "08001", ex);
		}
	}

	@Override
	public boolean acceptsURL(String url) {
		return this.driver.acceptsURL(url);
	}

	@Override
	public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info) throws SQLException {
		return this.driver.getPropertyInfo(url, info);
	}

	@Override
	public int getMajorVersion() {
		return this.driver.getMajorVersion();
	}

	@Override
	public int getMinorVersion() {
		return this.driver.getMinorVersion();
	}

	@Override
	public boolean jdbcCompliant() {
		return this.driver.jdbcCompliant();
	}

	@Override
	public Logger getParentLogger() throws SQLFeatureNotSupportedException {
		return this.driver.getParentLogger();
	}

}
