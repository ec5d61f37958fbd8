package io.github.dqlite4j.spring.boot.autoconfigure.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.client.backup.BackupListener;
import io.github.dqlite4j.protocol.DatabaseName;
import org.sqlite.SQLiteConfig;

/**
 * Refuses a backup that SQLite finds damaged, or that is of a database in the middle of a
 * restore.
 */
final class IntegrityCheck implements BackupListener {

	/**
	 * The table that {@code dqlite restore} keeps until it is through.
	 */
	private static final String UNFINISHED_RESTORE = "dqlite_unfinished_restore";

	@Override
	public void complete(DatabaseName database, Path file) throws IOException {
		SQLiteConfig config = new SQLiteConfig();
		config.setReadOnly(true);
		try (Connection connection = config.createConnection("jdbc:sqlite:" + file)) {
			List<String> problems = texts(connection, "PRAGMA integrity_check");
			if (!problems.equals(List.of("ok"))) {
				throw new IOException("The copy of the database '" + database + "' is damaged: " + problems);
			}
			if (!texts(connection, "SELECT name FROM sqlite_schema WHERE name = '" + UNFINISHED_RESTORE + "'")
				.isEmpty()) {
				throw new IOException("The database '" + database + "' is half restored: repeat the restore");
			}
		}
		catch (SQLException ex) {
			throw new IOException("The copy of the database '" + database + "' can't be read: " + ex.getMessage(), ex);
		}
	}

	private static List<String> texts(Connection connection, String sql) throws SQLException {
		List<String> texts = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				texts.add(rows.getString(1));
			}
		}
		return texts;
	}

}
