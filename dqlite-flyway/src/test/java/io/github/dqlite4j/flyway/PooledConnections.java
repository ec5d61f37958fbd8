package io.github.dqlite4j.flyway;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/**
 * The connections of a pool that looks at none of them when it takes it back.
 *
 * @param database where to connect
 * @param connections those that were handed out
 */
record PooledConnections(TestDatabase database, List<Connection> connections) {

	PooledConnections(TestDatabase database) {
		this(database, new ArrayList<>());
	}

	DataSource dataSource() {
		return proxy(DataSource.class, (name) -> {
			Connection connection = this.database.connect();
			this.connections.add(connection);
			return proxy(Connection.class, (call) -> null, connection, "close");
		}, this, "getConnection");
	}

	void close() throws SQLException {
		for (Connection connection : this.connections) {
			connection.close();
		}
	}

	/**
	 * Return something that does one call in its own way, and the others as another
	 * object does.
	 */
	private static <T> T proxy(Class<T> type, Call instead, Object target, String name) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				if (method.getName().equals(name)) {
					return instead.run(name);
				}
				try {
					return method.invoke(target, arguments);
				}
				catch (InvocationTargetException ex) {
					throw ex.getCause();
				}
			}));
	}

	/**
	 * What is done instead.
	 */
	@FunctionalInterface
	private interface Call {

		Object run(String name) throws Exception;

	}

}
