package io.github.dqlite4j.spring.boot.autoconfigure.pool;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The pools of the class path. None of their libraries has to be there.
 */
public final class ConnectionPools {

	private static final boolean HIKARI = isPresent("com.zaxxer.hikari.HikariDataSource");

	private static final boolean TOMCAT = isPresent("org.apache.tomcat.jdbc.pool.DataSource");

	private static final boolean DBCP = isPresent("org.apache.commons.dbcp2.BasicDataSource");

	private ConnectionPools() {
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, ConnectionPools.class.getClassLoader());
	}

	/**
	 * Return the pool that a bean is.
	 * @param bean any object
	 * @return the pool, or {@code null} if it is none, or of a kind that is not known
	 */
	public static @Nullable ConnectionPool of(Object bean) {
		ConnectionPool pool = HIKARI ? HikariConnectionPool.of(bean) : null;
		if (pool == null && TOMCAT) {
			pool = TomcatConnectionPool.of(bean);
		}
		if (pool == null && DBCP) {
			pool = DbcpConnectionPool.of(bean);
		}
		return (pool != null) ? pool : UnpooledConnections.of(bean);
	}

}
