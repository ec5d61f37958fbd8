package io.github.dqlite4j.hibernate;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A database of one test: makes session factories, which are closed with it, and looks
 * behind their backs by plain JDBC.
 */
final class TestDatabase implements AutoCloseable {

	private final String url;

	private final List<SessionFactory> factories = new ArrayList<>();

	TestDatabase(String url) {
		this.url = url;
	}

	String url() {
		return this.url;
	}

	/**
	 * A session factory on a schema created for the entities; the dialect is found by its
	 * resolver.
	 */
	SessionFactory create(Class<?>... entities) {
		return build("create", Map.of(), entities);
	}

	SessionFactory build(String schemaAction, Map<String, Object> settings, Class<?>... entities) {
		Map<String, Object> all = new HashMap<>(Map.of("hibernate.connection.url", this.url, "hibernate.hbm2ddl.auto",
				schemaAction, "hibernate.hbm2ddl.halt_on_error", "true", "hibernate.show_sql",
				System.getProperty("showsql", "false")));
		all.putAll(settings);
		Configuration configuration = new Configuration();
		all.forEach((key, value) -> configuration.getProperties().put(key, value));
		for (Class<?> entity : entities) {
			configuration.addAnnotatedClass(entity);
		}
		SessionFactory factory = configuration.buildSessionFactory();
		this.factories.add(factory);
		return factory;
	}

	void execute(String sql) {
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	/** The first column of all rows, as text. */
	List<@Nullable String> query(String sql) {
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			List<@Nullable String> values = new ArrayList<>();
			while (result.next()) {
				values.add(result.getString(1));
			}
			return values;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	@Override
	public void close() {
		this.factories.forEach(SessionFactory::close);
	}

}
