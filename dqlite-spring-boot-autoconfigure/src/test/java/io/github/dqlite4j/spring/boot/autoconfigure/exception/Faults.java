package io.github.dqlite4j.spring.boot.autoconfigure.exception;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lets the connections of a data source fail as those of the driver do when a leader is
 * lost. Each fault happens once.
 */
class Faults implements BeanPostProcessor {

	private final AtomicReference<@Nullable SQLException> atStatement = new AtomicReference<>();

	private final AtomicReference<@Nullable SQLException> beforeCommit = new AtomicReference<>();

	private final AtomicReference<@Nullable SQLException> afterCommit = new AtomicReference<>();

	/**
	 * Fail the next statement.
	 */
	void atStatement(SQLException fault) {
		this.atStatement.set(fault);
	}

	/**
	 * Fail the next commit, and roll back.
	 */
	void beforeCommit(SQLException fault) {
		this.beforeCommit.set(fault);
	}

	/**
	 * Fail the next commit, although it was applied.
	 */
	void afterCommit(SQLException fault) {
		this.afterCommit.set(fault);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? new FaultyDataSource(dataSource) : bean;
	}

	private static void throwOnce(AtomicReference<@Nullable SQLException> fault) throws SQLException {
		SQLException ex = fault.getAndSet(null);
		if (ex != null) {
			throw ex;
		}
	}

	private @Nullable Object invoke(Connection target, Method method, Object @Nullable [] arguments) throws Throwable {
		switch (method.getName()) {
			case "prepareStatement", "createStatement" -> throwOnce(this.atStatement);
			case "commit" -> {
				if (this.beforeCommit.get() != null) {
					target.rollback();
					throwOnce(this.beforeCommit);
				}
				target.commit();
				throwOnce(this.afterCommit);
				return null;
			}
			default -> {
			}
		}
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private final class FaultyDataSource extends DelegatingDataSource {

		FaultyDataSource(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection target = super.getConnection();
			InvocationHandler handler = (proxy, method, arguments) -> invoke(target, method, arguments);
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					handler);
		}

	}

}
