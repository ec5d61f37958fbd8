package io.github.dqlite4j.jdbc;

import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * What JDBC lets callers set and ask for, and what makes no difference here: there are
 * neither catalogs nor schemas, one isolation level, no warnings, and the server takes no
 * client info.
 */
abstract class ConnectionAttributes extends UnsupportedConnection {

	private final Properties clientInfo = new Properties();

	/**
	 * Refuse what a closed connection does not do.
	 * @throws SQLException if the connection is closed
	 */
	abstract void requireOpen() throws SQLException;

	@Override
	public abstract boolean isClosed();

	/**
	 * Accept any level: all transactions are serializable, which is what every weaker
	 * level may be replaced by.
	 */
	@Override
	public void setTransactionIsolation(int level) throws SQLException {
		requireOpen();
		switch (level) {
			case TRANSACTION_READ_UNCOMMITTED, TRANSACTION_READ_COMMITTED, TRANSACTION_REPEATABLE_READ,
					TRANSACTION_SERIALIZABLE ->
				{
				}
			default -> throw SqlExceptions.state("The isolation level " + level + " is unknown", "HY024");
		}
	}

	@Override
	public int getTransactionIsolation() throws SQLException {
		requireOpen();
		return TRANSACTION_SERIALIZABLE;
	}

	@Override
	public Blob createBlob() throws SQLException {
		requireOpen();
		return new DqliteBlob(new byte[0]);
	}

	@Override
	public Clob createClob() throws SQLException {
		requireOpen();
		return new DqliteClob("");
	}

	@Override
	public NClob createNClob() throws SQLException {
		requireOpen();
		return new DqliteClob("");
	}

	@Override
	public void setCatalog(@Nullable String catalog) throws SQLException {
		requireOpen();
	}

	@Override
	public @Nullable String getCatalog() throws SQLException {
		requireOpen();
		return null;
	}

	@Override
	public void setSchema(@Nullable String schema) throws SQLException {
		requireOpen();
	}

	@Override
	public @Nullable String getSchema() throws SQLException {
		requireOpen();
		return null;
	}

	@Override
	public Map<String, Class<?>> getTypeMap() throws SQLException {
		requireOpen();
		return new HashMap<>();
	}

	@Override
	public void setHoldability(int holdability) throws SQLException {
		requireOpen();
	}

	@Override
	public int getHoldability() throws SQLException {
		requireOpen();
		return ResultSet.HOLD_CURSORS_OVER_COMMIT;
	}

	@Override
	public @Nullable SQLWarning getWarnings() throws SQLException {
		requireOpen();
		return null;
	}

	@Override
	public void clearWarnings() throws SQLException {
		requireOpen();
	}

	@Override
	public void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
		requireOpenForClientInfo();
		if (value != null) {
			this.clientInfo.setProperty(name, value);
		}
		else {
			this.clientInfo.remove(name);
		}
	}

	@Override
	public void setClientInfo(Properties properties) throws SQLClientInfoException {
		requireOpenForClientInfo();
		this.clientInfo.clear();
		this.clientInfo.putAll(properties);
	}

	private void requireOpenForClientInfo() throws SQLClientInfoException {
		if (isClosed()) {
			throw new SQLClientInfoException("The connection is closed", "08003", Map.of());
		}
	}

	@Override
	public @Nullable String getClientInfo(String name) throws SQLException {
		requireOpen();
		return this.clientInfo.getProperty(name);
	}

	@Override
	public Properties getClientInfo() throws SQLException {
		requireOpen();
		Properties copy = new Properties();
		copy.putAll(this.clientInfo);
		return copy;
	}

}
