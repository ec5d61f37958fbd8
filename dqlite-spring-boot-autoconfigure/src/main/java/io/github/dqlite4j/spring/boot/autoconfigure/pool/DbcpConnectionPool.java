package io.github.dqlite4j.spring.boot.autoconfigure.pool;

import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.jspecify.annotations.Nullable;

/**
 * A pool of Apache Commons DBCP 2. It validates each connection that it hands out; those
 * that are in use while they become useless are found by that, as there is no way to mark
 * them.
 *
 * @param pool the pool
 */
record DbcpConnectionPool(BasicDataSource pool) implements ConnectionPool {

	static @Nullable ConnectionPool of(Object bean) {
		return (bean instanceof BasicDataSource pool) ? new DbcpConnectionPool(pool) : null;
	}

	@Override
	public @Nullable String url() {
		return this.pool.getUrl();
	}

	@Override
	public void validateOnBorrow() {
		// it does
	}

	/**
	 * By a driver, which is handed the connection properties of the pool.
	 */
	@Override
	public void connectBy(HiddenOptions options) {
		if (this.pool.getDriver() == null) {
			this.pool.setDriver(new HiddenOptionsDriver(options));
		}
	}

	@Override
	public void evict() {
		GenericObjectPool<PoolableConnection> connections = this.pool.getConnectionPool();
		if (connections != null) {
			connections.clear();
		}
	}

}
