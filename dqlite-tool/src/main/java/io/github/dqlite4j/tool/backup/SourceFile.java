package io.github.dqlite4j.tool.backup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

import io.github.dqlite4j.tool.backup.SchemaObject.Kind;

/**
 * A SQLite file that is read, by SQLite itself, in one transaction: whoever writes to it
 * meanwhile does not change what is seen.
 */
final class SourceFile implements Closeable {

	private static final List<String> ROW_ID_NAMES = List.of("rowid", "_rowid_", "oid");

	private final Path path;

	private final Connection connection;

	private SourceFile(Path path, Connection connection) {
		this.path = path;
		this.connection = connection;
	}

	/**
	 * Open a file.
	 * @param path the file
	 * @return the open file
	 * @throws IOException if it is not there
	 * @throws SQLException if it is no database
	 */
	static SourceFile open(Path path) throws IOException, SQLException {
		if (!Files.isRegularFile(path)) {
			throw new NoSuchFileException(path.toString(), null, "there is no such file");
		}
		SQLiteConfig config = new SQLiteConfig();
		config.setReadOnly(true);
		Connection connection = config.createConnection("jdbc:sqlite:" + path.toAbsolutePath());
		boolean opened = false;
		try {
			connection.setAutoCommit(false);
			SourceFile file = new SourceFile(path, connection);
			file.number("PRAGMA schema_version");
			opened = true;
			return file;
		}
		finally {
			if (!opened) {
				connection.close();
			}
		}
	}

	Path path() {
		return this.path;
	}

	Connection connection() {
		return this.connection;
	}

	/**
	 * Check the whole file.
	 * @return the problems; empty if there are none
	 */
	List<String> integrityProblems() throws SQLException {
		try {
			List<String> lines = texts("PRAGMA integrity_check");
			return lines.equals(List.of("ok")) ? List.of() : lines;
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() == SQLiteErrorCode.SQLITE_CORRUPT.code) {
				return List.of(String.valueOf(ex.getMessage()));
			}
			throw ex;
		}
	}

	/**
	 * Return everything in the schema that a statement made, in the order in which it was
	 * made.
	 */
	List<SchemaObject> objects() throws SQLException {
		Map<String, String> tableTypes = tableTypes();
		List<SchemaObject> objects = new ArrayList<>();
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT type, name, tbl_name, sql FROM sqlite_schema"
						+ " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid")) {
			while (rows.next()) {
				String name = rows.getString(2);
				Kind kind = switch (rows.getString(1)) {
					case "index" -> Kind.INDEX;
					case "view" -> Kind.VIEW;
					case "trigger" -> Kind.TRIGGER;
					default -> switch (tableTypes.getOrDefault(name, "table")) {
						case "virtual" -> Kind.VIRTUAL_TABLE;
						case "shadow" -> Kind.SHADOW_TABLE;
						default -> Kind.TABLE;
					};
				};
				objects.add(new SchemaObject(kind, name, rows.getString(3), rows.getString(4)));
			}
		}
		return objects;
	}

	private Map<String, String> tableTypes() throws SQLException {
		Map<String, String> types = new HashMap<>();
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("PRAGMA main.table_list")) {
			while (rows.next()) {
				types.put(rows.getString("name"), rows.getString("type"));
			}
		}
		return types;
	}

	/**
	 * Return a table with rows to copy.
	 * @param object a table, not a virtual one
	 */
	SourceTable table(SchemaObject object) throws SQLException {
		String quoted = SchemaObject.quote(object.name());
		Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		List<String> columns = new ArrayList<>();
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("PRAGMA main.table_xinfo(" + quoted + ")")) {
			while (rows.next()) {
				all.add(rows.getString("name"));
				if (rows.getInt("hidden") == 0) {
					columns.add(rows.getString("name"));
				}
			}
		}
		String rowId = isWithoutRowId(object.name()) ? null
				: ROW_ID_NAMES.stream().filter((name) -> !all.contains(name)).findFirst().orElse(null);
		return new SourceTable(object.name(), columns, rowId, number("SELECT count(*) FROM main." + quoted),
				object.kind() == Kind.SHADOW_TABLE);
	}

	private boolean isWithoutRowId(String table) throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("PRAGMA main.table_list(" + SchemaObject.quote(table) + ")")) {
			return rows.next() && rows.getBoolean("wr");
		}
	}

	boolean hasTable(String name) throws SQLException {
		return texts("SELECT name FROM sqlite_schema WHERE type = 'table'").stream()
			.anyMatch((table) -> table.toLowerCase(Locale.ROOT).equals(name));
	}

	/**
	 * Tell whether text is kept as UTF-8, so that its bytes can be handed on as they are.
	 */
	boolean isUtf8() throws SQLException {
		return texts("PRAGMA encoding").equals(List.of("UTF-8"));
	}

	long number(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			return rows.next() ? rows.getLong(1) : 0;
		}
	}

	List<String> texts(String sql) throws SQLException {
		List<String> texts = new ArrayList<>();
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				texts.add(rows.getString(1));
			}
		}
		return texts;
	}

	@Override
	public void close() throws IOException {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			throw new IOException("The file " + this.path + " can't be closed", ex);
		}
	}

}
