package io.github.dqlite4j.flyway;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.jspecify.annotations.Nullable;

/**
 * The one connection in the two roles in which Flyway uses it.
 */
final class SharedConnection implements InvocationHandler {

	private final Connection target;

	private final Interceptor interceptor;

	private SharedConnection(Connection target, Interceptor interceptor) {
		this.target = target;
		this.interceptor = interceptor;
	}

	/**
	 * For Flyway's own work.
	 */
	static Connection forMigrations(Connection target, MigrationConnection transactions) {
		return proxy(target, transactions);
	}

	/**
	 * For callbacks. Closing it does not close the target; and if the target is in a
	 * transaction, that one goes on, although Flyway begins and commits one of its own
	 * whenever it closes a connection.
	 */
	static Connection forCallbacks(Connection target) {
		boolean inTransaction;
		try {
			inTransaction = !target.getAutoCommit();
		}
		catch (SQLException ex) {
			throw new FlywaySqlException("Unable to ask the connection whether it is in a transaction", ex);
		}
		return proxy(target, (method, arguments) -> switch (method) {
			case "close" -> true;
			case "setAutoCommit", "commit" -> inTransaction;
			default -> false;
		});
	}

	private static Connection proxy(Connection target, Interceptor interceptor) {
		return (Connection) Proxy.newProxyInstance(SharedConnection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, new SharedConnection(target, interceptor));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		if (method.getName().equals("equals") && arguments != null) {
			return proxy == arguments[0];
		}
		if (this.interceptor.intercept(method.getName(), arguments)) {
			return null;
		}
		try {
			return method.invoke(this.target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	/**
	 * Takes calls for itself.
	 */
	interface Interceptor {

		/**
		 * Handle a call.
		 * @return whether it is done, so that the target must not see it
		 */
		boolean intercept(String method, Object @Nullable [] arguments) throws SQLException;

	}

}
