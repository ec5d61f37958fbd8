package io.github.dqlite4j.spring.boot.autoconfigure.pool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.github.dqlite4j.jdbc.DqliteDataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool of HikariCP. It validates connections that were idle for half a second.
 *
 * @param pool the pool
 */
record HikariConnectionPool(HikariDataSource pool) implements ConnectionPool {

	static @Nullable ConnectionPool of(Object bean) {
		return (bean instanceof HikariDataSource pool) ? new HikariConnectionPool(pool) : null;
	}

	@Override
	public @Nullable String url() {
		return this.pool.getJdbcUrl();
	}

	@Override
	public void validateOnBorrow() {
		// it does
	}

	/**
	 * By a data source, which the pool prefers to its URL: data source properties would
	 * show up in its log.
	 */
	@Override
	public void connectBy(HiddenOptions options) {
		if (this.pool.getDataSource() == null) {
			this.pool.setDataSource(new DqliteDataSource(
					options.complete(this.pool.getJdbcUrl(), this.pool.getDataSourceProperties())));
		}
	}

	@Override
	public void evict() {
		HikariPoolMXBean connections = this.pool.getHikariPoolMXBean();
		if (connections != null) {
			connections.softEvictConnections();
		}
	}

}
