package io.github.dqlite4j.tool.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dqlite4j.tool.backup.SchemaObject.Kind;
import io.github.dqlite4j.tool.cli.CommandFailure;
import io.github.dqlite4j.tool.cli.Progress;

/**
 * Copies a SQLite file into a database of the cluster, by SQL and so replicated: tables
 * first, then rows, then what would slow them down or change them (indexes, views,
 * triggers), in transactions of bounded size. What the engine can't bound, the index of a
 * large table, is created before the rows.
 */
final class DatabaseRestore {

	/**
	 * An index of more rows than this would be a single transaction of tens of megabytes.
	 */
	private static final long LARGE_TABLE = 200_000;

	private final SourceFile source;

	private final RestoreTarget target;

	private final Progress progress;

	DatabaseRestore(SourceFile source, RestoreTarget target, Progress progress) {
		this.source = source;
		this.target = target;
		this.progress = progress;
	}

	/**
	 * Copy everything. The target says that a restore is under way until
	 * {@link RestoreTarget#finish()} is called.
	 * @return what was copied
	 * @throws SQLException if the cluster or the file can't be used, or the engine does
	 * not accept what is in the file
	 */
	RestoreResult run() throws SQLException {
		List<SchemaObject> objects = this.source.objects();
		List<SourceTable> tables = new ArrayList<>();
		for (SchemaObject object : objects) {
			if (object.kind() == Kind.TABLE || object.kind() == Kind.SHADOW_TABLE) {
				tables.add(this.source.table(object));
			}
		}
		Set<String> large = tables.stream()
			.filter((table) -> table.rows() > LARGE_TABLE)
			.map(SourceTable::name)
			.collect(Collectors.toSet());
		List<SchemaObject> early = objects.stream()
			.filter((object) -> object.kind() == Kind.INDEX && large.contains(object.table()))
			.toList();
		clear(this.target);
		create(objects.stream().filter((object) -> object.kind() == Kind.TABLE).toList());
		create(objects.stream().filter((object) -> object.kind() == Kind.VIRTUAL_TABLE).toList());
		create(early);
		long rows = copyRows(tables);
		copyCounters();
		List<SchemaObject> late = new ArrayList<>();
		for (Kind kind : List.of(Kind.INDEX, Kind.VIEW, Kind.TRIGGER)) {
			objects.stream().filter((object) -> object.kind() == kind && !early.contains(object)).forEach(late::add);
		}
		for (SchemaObject object : late) {
			create(List.of(object));
		}
		copyStatistics();
		copyNumbers();
		verify(tables);
		return new RestoreResult((int) tables.stream().filter((table) -> !table.shadow()).count(), rows,
				late.size() + early.size(), compareViolations());
	}

	/**
	 * Take everything away that is in a database.
	 * @param target the database, where a restore is under way
	 */
	static void clear(RestoreTarget target) throws SQLException {
		for (String type : List.of("trigger", "view")) {
			for (String name : target.names(type)) {
				drop(target, type, name);
			}
		}
		// virtual tables first: they take their shadows along
		for (String name : target
			.texts("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'")) {
			drop(target, "table", name);
		}
		for (String name : target.names("table")) {
			drop(target, "table", name);
		}
	}

	private static void drop(RestoreTarget target, String type, String name) throws SQLException {
		target.inTransaction(
				(connection) -> RestoreTarget.execute(connection, "DROP " + type + " " + SchemaObject.quote(name)));
	}

	private void create(List<SchemaObject> objects) throws SQLException {
		if (objects.isEmpty()) {
			return;
		}
		this.target.inTransaction((connection) -> {
			for (SchemaObject object : objects) {
				try {
					RestoreTarget.execute(connection, object.sql());
				}
				catch (SQLException ex) {
					throw named("The " + object.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " '"
							+ object.name() + "' can't be created", ex);
				}
			}
		});
	}

	private long copyRows(List<SourceTable> tables) throws SQLException {
		long total = tables.stream().mapToLong(SourceTable::rows).sum();
		long copied = 0;
		boolean utf8 = this.source.isUtf8();
		for (SourceTable table : tables) {
			if (table.shadow()) {
				this.target.inTransaction((connection) -> RestoreTarget.execute(connection,
						"DELETE FROM " + SchemaObject.quote(table.name())));
			}
			RowBatchBuffer buffer = new RowBatchBuffer(table, utf8);
			try (Statement statement = this.source.connection().createStatement();
					ResultSet rows = statement.executeQuery(table.selectSql())) {
				while (rows.next()) {
					buffer.add(rows);
					if (buffer.isFull()) {
						copied = flush(table, buffer, copied);
						this.progress.show("restore " + table.name(), copied, total, "rows");
					}
				}
			}
			copied = flush(table, buffer, copied);
			this.progress.show("restore " + table.name(), copied, total, "rows");
		}
		return copied;
	}

	private long flush(SourceTable table, RowBatchBuffer buffer, long copied) throws SQLException {
		if (buffer.isEmpty()) {
			return copied;
		}
		int size = buffer.size();
		try {
			this.target.inTransaction(buffer::writeTo);
		}
		catch (SQLException ex) {
			throw named("Rows of the table '" + table.name() + "' can't be written", ex);
		}
		buffer.clear();
		return copied + size;
	}

	/**
	 * The last keys of AUTOINCREMENT: of rows that were deleted, too.
	 */
	private void copyCounters() throws SQLException {
		if (this.source.hasTable("sqlite_sequence")) {
			copyInternal("sqlite_sequence", List.of("name", "seq"));
		}
	}

	private void copyStatistics() throws SQLException {
		if (this.source.hasTable("sqlite_stat1")) {
			this.target.inTransaction((connection) -> RestoreTarget.execute(connection, "ANALYZE sqlite_schema"));
			copyInternal("sqlite_stat1", List.of("tbl", "idx", "stat"));
		}
	}

	private void copyInternal(String name, List<String> columns) throws SQLException {
		SourceTable table = new SourceTable(name, columns, null, 0, false);
		RowBatchBuffer buffer = new RowBatchBuffer(table, this.source.isUtf8());
		try (Statement statement = this.source.connection().createStatement();
				ResultSet rows = statement.executeQuery(table.selectSql())) {
			while (rows.next()) {
				buffer.add(rows);
			}
		}
		this.target.inTransaction((connection) -> {
			RestoreTarget.execute(connection, "DELETE FROM " + name);
			buffer.writeTo(connection);
		});
	}

	private void copyNumbers() throws SQLException {
		long userVersion = this.source.number("PRAGMA user_version");
		long applicationId = this.source.number("PRAGMA application_id");
		this.target.inTransaction((connection) -> {
			RestoreTarget.execute(connection, "PRAGMA user_version = " + userVersion);
			RestoreTarget.execute(connection, "PRAGMA application_id = " + applicationId);
		});
	}

	private void verify(List<SourceTable> tables) throws SQLException {
		for (SourceTable table : tables) {
			long there = this.target.number("SELECT count(*) FROM " + SchemaObject.quote(table.name()));
			if (there != table.rows()) {
				throw new CommandFailure("The table '" + table.name() + "' has " + there
						+ " rows after the restore and " + table.rows()
						+ " in the file: something else writes to the database. Stop it and restore" + " again.");
			}
		}
	}

	private long compareViolations() throws SQLException {
		long before = this.source.texts("PRAGMA foreign_key_check").size();
		long after = this.target.texts("PRAGMA foreign_key_check").size();
		if (before != after) {
			throw new CommandFailure("After the restore " + after + " rows break a foreign key, in the file " + before
					+ ": something else writes to the database. Stop it and restore again.");
		}
		return after;
	}

	/**
	 * Say where it happened, and keep what tells whether to try again.
	 */
	private static SQLException named(String where, SQLException ex) {
		return new SQLException(where + ": " + ex.getMessage(), ex.getSQLState(), ex.getErrorCode(), ex);
	}

}
