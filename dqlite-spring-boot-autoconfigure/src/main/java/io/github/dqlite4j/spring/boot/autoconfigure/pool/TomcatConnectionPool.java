package io.github.dqlite4j.spring.boot.autoconfigure.pool;

import io.github.dqlite4j.jdbc.DqliteDataSource;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool of Tomcat JDBC. Unless told otherwise it hands out connections as they are,
 * since Boot knows no validation query for dqlite; it needs none.
 *
 * @param pool the pool
 */
record TomcatConnectionPool(DataSource pool) implements ConnectionPool {

	static @Nullable ConnectionPool of(Object bean) {
		return (bean instanceof DataSource pool) ? new TomcatConnectionPool(pool) : null;
	}

	@Override
	public @Nullable String url() {
		return this.pool.getUrl();
	}

	@Override
	public void validateOnBorrow() {
		this.pool.setTestOnBorrow(true);
	}

	@Override
	public void connectBy(HiddenOptions options) {
		if (this.pool.getDataSource() == null) {
			this.pool
				.setDataSource(new DqliteDataSource(options.complete(this.pool.getUrl(), this.pool.getDbProperties())));
		}
	}

	/**
	 * A pool that was not used yet would fill itself first.
	 */
	@Override
	public void evict() {
		if (this.pool.getPoolSize() > 0) {
			this.pool.purge();
		}
	}

}
