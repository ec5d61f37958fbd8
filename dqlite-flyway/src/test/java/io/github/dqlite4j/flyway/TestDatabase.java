package io.github.dqlite4j.flyway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * An empty database on a real node, and a directory for migrations.
 */
record TestDatabase(String url, Path directory) {

	TestDatabase script(String name, String sql) {
		try {
			Files.writeString(this.directory.resolve(name), sql);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	FluentConfiguration configure() {
		return Flyway.configure()
			.dataSource(this.url, null, null)
			.locations("filesystem:" + this.directory)
			.cleanDisabled(false);
	}

	Flyway flyway() {
		return configure().load();
	}

	Connection connect() throws SQLException {
		return DriverManager.getConnection(this.url);
	}

	void execute(String sql) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Return the rows, each with its columns joined by a bar.
	 */
	List<String> query(String sql) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			while (result.next()) {
				List<String> columns = new ArrayList<>();
				for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
					columns.add(result.getString(i));
				}
				rows.add(String.join("|", columns));
			}
		}
		return rows;
	}

	/**
	 * Return what there is besides Flyway's own.
	 */
	List<String> objects() throws SQLException {
		return query("select type || ' ' || name from sqlite_schema where name not glob 'sqlite_*' "
				+ "and name not glob 'flyway_*' order by 1");
	}

	List<String> applied() throws SQLException {
		return query("select coalesce(version, 'R') || ' ' || description || ' ' || success from flyway_schema_history "
				+ "order by installed_rank");
	}

}
