package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.RowStream;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ValueType;

/**
 * What one connection knows of the columns of tables. For the keys that an INSERT
 * generates a table is asked for once. Other connections change tables too, so what is
 * known holds for as long as the table has the definition that it was found with: that is
 * asked for together with the INSERT. The metadata of a result has nothing to go with:
 * for each result that is asked for it, the tables are asked for anew, which costs one
 * round trip.
 */
final class TableColumns {

	/**
	 * Yields the definition of a table, or whatever else has its name.
	 */
	static final String DEFINITION = "SELECT group_concat(sql, ';') FROM (SELECT name, type, sql FROM sqlite_temp_master "
			+ "UNION ALL SELECT name, type, sql FROM sqlite_master) WHERE type IN ('table', 'view') "
			+ "AND name = ? COLLATE NOCASE";

	private static final SqlStatement DEFINITION_QUERY = SqlStatement.ofCatalog(DEFINITION, 1);

	private final DqliteConnection connection;

	private final Map<String, String> definitions = new HashMap<>();

	private final Map<String, List<CatalogColumn>> known = new HashMap<>();

	TableColumns(DqliteConnection connection) {
		this.connection = connection;
	}

	/**
	 * Return the columns of a table as they are known, which may be out of date.
	 * @param table its name
	 * @return its columns in order; empty if there is no such table
	 * @throws SQLException if they have to be asked for and can't be
	 * @see #isCurrent
	 */
	List<CatalogColumn> of(String table) throws SQLException {
		return this.connection.locked(() -> {
			// the definition first: if it changes in between, it is the older of the two
			if (!this.definitions.containsKey(key(table))) {
				String definition = definition(table);
				reload(List.of(table), false);
				this.definitions.put(key(table), definition);
			}
			return ofLoaded(table);
		});
	}

	/**
	 * Return the columns of a table as they are now.
	 * @param table its name
	 * @return its columns in order; empty if there is no such table
	 * @throws SQLException if they can't be asked for
	 */
	List<CatalogColumn> current(String table) throws SQLException {
		return this.connection.locked(() -> {
			if (!isCurrent(table, definition(table))) {
				this.definitions.remove(key(table));
			}
			return of(table);
		});
	}

	/**
	 * Tell whether the columns of a table are still as they are known.
	 * @param table its name
	 * @param definition what {@link #DEFINITION} yields now
	 */
	boolean isCurrent(String table, @Nullable String definition) {
		return definition != null && definition.equals(this.definitions.get(key(table)));
	}

	private String definition(String table) throws SQLException {
		StatementExecutor executor = this.connection.executor();
		RowStream rows = executor.query(DEFINITION_QUERY, Parameters.of(table), Deadline.NEVER);
		return executor.reading(() -> {
			String text = (rows.next() && rows.row().type(0) == ValueType.TEXT) ? rows.row().getText(0) : "";
			rows.close();
			return text;
		});
	}

	/**
	 * Find the columns of tables that those of a result come from.
	 * @param query what yielded the result
	 * @param columnCount how many columns it has
	 * @param busy whether its rows are still coming in
	 * @return for each column its origin, {@code null} if that is unknown
	 */
	List<@Nullable CatalogColumn> origins(SqlStatement query, int columnCount, boolean busy) {
		try {
			return this.connection.locked(() -> ColumnOrigins.find(query, columnCount, this, busy));
		}
		catch (SQLException ex) {
			// Without the tables the metadata says less, but nothing wrong; if the
			// connection is lost, its next statement tells.
			return Collections.nCopies(columnCount, null);
		}
	}

	/**
	 * Return the columns of a table that was asked for before.
	 */
	List<CatalogColumn> ofLoaded(String table) {
		return this.known.getOrDefault(key(table), List.of());
	}

	/**
	 * Ask for tables, whether they are known or not.
	 * @param tables their names
	 * @param busy whether the connection is in the middle of a long result, which would
	 * have to be read into memory to free it: another connection is opened then, which
	 * does not see what this one has not committed
	 * @throws SQLException if they can't be asked for
	 */
	void reload(Collection<String> tables, boolean busy) throws SQLException {
		tables.forEach((table) -> this.known.remove(key(table)));
		if (busy && !tables.isEmpty()) {
			try (DqliteConnection other = DqliteConnection.open(this.connection.options())) {
				load(tables, other);
			}
		}
		else {
			load(tables, this.connection);
		}
	}

	private void load(Collection<String> tables, DqliteConnection source) throws SQLException {
		List<String> missing = tables.stream().filter((table) -> !this.known.containsKey(key(table))).toList();
		if (missing.isEmpty()) {
			return;
		}
		List<CatalogColumn> columns = new CatalogColumns(source).described(missing);
		for (CatalogColumn column : columns) {
			this.known.computeIfAbsent(key(column.table()), (table) -> new ArrayList<>()).add(column);
		}
	}

	void clear() {
		this.known.clear();
		this.definitions.clear();
	}

	/**
	 * The engine compares names without regard to the case of ASCII letters.
	 */
	static String key(String name) {
		StringBuilder lower = new StringBuilder(name.length());
		for (char c : name.toCharArray()) {
			lower.append((c < 0x80) ? Character.toLowerCase(c) : c);
		}
		return lower.toString();
	}

}
