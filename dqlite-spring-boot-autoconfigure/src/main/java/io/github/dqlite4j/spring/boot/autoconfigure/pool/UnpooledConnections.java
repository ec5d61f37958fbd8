package io.github.dqlite4j.spring.boot.autoconfigure.pool;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * A data source that connects to the leader whenever it is asked for a connection, so
 * that none grows old.
 *
 * @param source the data source
 */
record UnpooledConnections(SimpleDriverDataSource source) implements ConnectionPool {

	static @Nullable ConnectionPool of(Object bean) {
		return (bean instanceof SimpleDriverDataSource source) ? new UnpooledConnections(source) : null;
	}

	@Override
	public @Nullable String url() {
		return this.source.getUrl();
	}

	@Override
	public void validateOnBorrow() {
		// all are new
	}

	@Override
	public void connectBy(HiddenOptions options) {
		this.source.setDriver(new HiddenOptionsDriver(options));
	}

	@Override
	public void evict() {
		// there is nothing to evict
	}

}
