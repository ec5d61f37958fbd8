package io.github.dqlite4j.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.util.logging.Logger;

import javax.net.ssl.SSLContext;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.ConnectionOptions;

/**
 * A data source without a pool: every call of {@link #getConnection()} connects. For
 * pools that take a data source, and for tools.
 */
public final class DqliteDataSource implements DataSource, DqliteWrapper {

	private volatile @Nullable ConnectionOptions options;

	private volatile @Nullable SSLContext sslContext;

	private volatile @Nullable PrintWriter logWriter;

	/**
	 * Create a data source whose URL is yet to be set.
	 */
	public DqliteDataSource() {
	}

	/**
	 * Create a data source.
	 * @param options where to connect to
	 */
	public DqliteDataSource(ConnectionOptions options) {
		this.options = options;
	}

	/**
	 * Set the URL.
	 * @param url a URL of the form that {@link DqliteDriver} describes
	 * @throws IllegalArgumentException if it is not valid, or names files of certificates
	 * along with an {@code SSLContext}
	 */
	public void setUrl(String url) {
		ConnectionOptions parsed = DqliteUrl.parse(url);
		withContext(parsed, this.sslContext);
		this.options = parsed;
	}

	/**
	 * Set a context that decides whom to trust and brings the certificate of this client.
	 * Connections are encrypted then; the URL must name no files of certificates.
	 * @param sslContext the context, or {@code null} to do as the URL says
	 * @throws IllegalArgumentException if the URL names files of certificates
	 */
	public void setSslContext(@Nullable SSLContext sslContext) {
		ConnectionOptions current = this.options;
		if (current != null) {
			withContext(current, sslContext);
		}
		this.sslContext = sslContext;
	}

	private static ConnectionOptions withContext(ConnectionOptions options, @Nullable SSLContext sslContext) {
		return (sslContext != null) ? options.toBuilder().tls((tls) -> tls.sslContext(sslContext)).build() : options;
	}

	/**
	 * Return the URL without passwords.
	 * @return the URL, or {@code null} if none was set
	 */
	public @Nullable String getUrl() {
		ConnectionOptions current = this.options;
		return (current != null) ? DqliteUrl.format(withContext(current, this.sslContext)) : null;
	}

	/**
	 * Connect to the leader of the cluster.
	 * @return the connection
	 * @throws SQLException with SQLState 08001 if no URL was set or no leader is found in
	 * time
	 */
	@Override
	public Connection getConnection() throws SQLException {
		ConnectionOptions current = this.options;
		if (current == null) {
			throw new SQLNonTransientConnectionException("The data source has no URL: call setUrl first", "08001");
		}
		return DqliteConnection.open(withContext(current, this.sslContext));
	}

	/**
	 * Connect to the leader of the cluster. dqlite has no users: the arguments are
	 * ignored.
	 */
	@Override
	public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
		return getConnection();
	}

	@Override
	public @Nullable PrintWriter getLogWriter() {
		return this.logWriter;
	}

	@Override
	public void setLogWriter(@Nullable PrintWriter out) {
		this.logWriter = out;
	}

	@Override
	public void setLoginTimeout(int seconds) throws SQLException {
		throw new SQLFeatureNotSupportedException("Set leaderTimeout in the URL instead of the login timeout");
	}

	@Override
	public int getLoginTimeout() {
		return 0;
	}

	@Override
	public Logger getParentLogger() throws SQLFeatureNotSupportedException {
		throw new SQLFeatureNotSupportedException("The dqlite driver logs by SLF4J");
	}

}
