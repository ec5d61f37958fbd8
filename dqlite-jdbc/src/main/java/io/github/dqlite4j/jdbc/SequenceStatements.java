package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.RowStream;
import io.github.dqlite4j.client.SequenceDefinition;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.RowsEncoder;

/**
 * Runs the statements about sequences on one connection. The definitions are rows of a
 * table, read and written by this connection as any other, in its transaction. The values
 * come from elsewhere and are not given back.
 */
final class SequenceStatements {

	private static final SqlStatement FIND = SqlStatement.ofCatalog(SequenceDefinition.SELECT + " WHERE name = ?", 1);

	private final DqliteConnection connection;

	private final SequenceValues values;

	/**
	 * The values that this connection took last, by generation.
	 */
	private final Map<String, Long> taken = new HashMap<>();

	SequenceStatements(DqliteConnection connection, SequenceValues values) {
		this.connection = connection;
		this.values = values;
	}

	/**
	 * Take or tell a value.
	 * @param statement the statement, of the kind {@link StatementKind#SEQUENCE_QUERY}
	 * @param parameters its values
	 * @param deadline when to give up
	 * @return one row
	 * @throws SQLException if there is no such sequence (42P01) or no next value (2200H),
	 * or none was taken yet (55000)
	 */
	RowStream query(SqlStatement statement, Parameters parameters, Deadline deadline) throws SQLException {
		SequenceQuery query = SequenceQuery.parse(statement.sql());
		if (query == null) {
			throw new IllegalStateException(statement.sql());
		}
		String name = query.name((parameters.count() > 0) ? parameters.value(0) : null);
		SequenceDefinition sequence = require(name, deadline);
		long value = query.takesNext() ? next(sequence, deadline) : current(sequence);
		List<@Nullable Object[]> rows = new ArrayList<>();
		rows.add(new Object[] { value });
		return RowStream.of(RowsEncoder.encode(List.of(query.label()), rows));
	}

	private long next(SequenceDefinition sequence, Deadline deadline) throws SQLException {
		long value = this.values.next(sequence, deadline);
		this.taken.put(sequence.generation(), value);
		return value;
	}

	private long current(SequenceDefinition sequence) throws SQLException {
		Long value = this.taken.get(sequence.generation());
		if (value == null) {
			throw SqlExceptions.state("This connection has taken no value of the sequence \"" + sequence.name()
					+ "\" yet: currval tells the value that nextval gave to the same connection", "55000");
		}
		return value;
	}

	/**
	 * Create, alter or drop a sequence.
	 * @param statement the statement, of the kind
	 * {@link StatementKind#SEQUENCE_DEFINITION}
	 * @param parameters its values
	 * @param deadline when to give up
	 * @throws SQLException if it fails; nothing has changed then
	 */
	void define(SqlStatement statement, Parameters parameters, Deadline deadline) throws SQLException {
		SequenceCommand command = SequenceCommand.parse(statement.sql());
		this.connection.executor().requireWritable(statement);
		this.connection.atomically(() -> {
			SequenceDefinition existing = find(command.name(), deadline);
			switch (command.verb()) {
				case "CREATE" -> create(command, existing, parameters, deadline);
				case "ALTER" -> alter(command, existing, parameters, deadline);
				default -> drop(command, existing, deadline);
			}
			return true;
		});
	}

	private void create(SequenceCommand command, @Nullable SequenceDefinition existing, Parameters parameters,
			Deadline deadline) throws SQLException {
		if (existing != null) {
			if (!command.conditional()) {
				throw exists(existing.name());
			}
			return;
		}
		SequenceOptions options = command.options();
		long step = (options.increment() != null) ? options.increment() : 1;
		Long minimum = options.minimum(step);
		Long maximum = options.maximum(step);
		long low = (minimum != null) ? minimum : options.defaultMinimum(step);
		long high = (maximum != null) ? maximum : options.defaultMaximum(step);
		String start = (options.start() != null) ? options.start() : Long.toString((step > 0) ? low : high);
		String generation = SequenceDefinition.newGeneration();
		execute(SequenceDefinition.CREATE_TABLE, Parameters.NONE, deadline);
		this.connection.schemaChanged();
		this.values.create(generation, deadline);
		execute("INSERT INTO main." + SequenceDefinition.TABLE + " (name, generation, start_value, first_value, "
				+ "increment_by, minimum_value, maximum_value, cycles) SELECT " + quote(command.name()) + ", '"
				+ generation + "', start, start, " + step + ", " + low + ", " + high + ", " + cycles(options)
				+ " FROM (SELECT " + start + " AS start)", parameters, deadline);
	}

	private static int cycles(SequenceOptions options) {
		return Boolean.TRUE.equals(options.cycles()) ? 1 : 0;
	}

	private void alter(SequenceCommand command, @Nullable SequenceDefinition existing, Parameters parameters,
			Deadline deadline) throws SQLException {
		if (existing == null) {
			requireConditional(command);
			return;
		}
		SequenceOptions options = command.options();
		List<String> changes = new ArrayList<>();
		if (command.newName() != null) {
			if (!command.newName().equalsIgnoreCase(existing.name()) && find(command.newName(), deadline) != null) {
				throw exists(command.newName());
			}
			changes.add("name = " + quote(command.newName()));
		}
		long step = (options.increment() != null) ? options.increment() : existing.increment();
		addChange(changes, "increment_by", options.increment());
		addChange(changes, "minimum_value", options.minimum(step));
		addChange(changes, "maximum_value", options.maximum(step));
		addChange(changes, "start_value", options.start());
		if (options.cycles() != null) {
			changes.add("cycles = " + cycles(options));
		}
		if (options.restarts()) {
			String generation = SequenceDefinition.newGeneration();
			this.values.create(generation, deadline);
			changes.add("generation = '" + generation + "'");
			String start = (options.start() != null) ? options.start() : Long.toString(existing.startValue());
			changes.add("first_value = " + ((options.restart() != null) ? options.restart() : start));
		}
		if (!changes.isEmpty()) {
			execute("UPDATE main." + SequenceDefinition.TABLE + " SET " + String.join(", ", changes) + " WHERE name = "
					+ quote(existing.name()), parameters, deadline);
		}
	}

	private static void addChange(List<String> changes, String column, @Nullable Object value) {
		if (value != null) {
			changes.add(column + " = " + value);
		}
	}

	private void drop(SequenceCommand command, @Nullable SequenceDefinition existing, Deadline deadline)
			throws SQLException {
		if (existing == null) {
			requireConditional(command);
			return;
		}
		execute("DELETE FROM main." + SequenceDefinition.TABLE + " WHERE name = " + quote(existing.name()),
				Parameters.NONE, deadline);
	}

	private void execute(String sql, Parameters parameters, Deadline deadline) throws SQLException {
		this.connection.executor().execute(SqlParser.parse(sql).get(0), parameters, deadline);
	}

	private SequenceDefinition require(String name, Deadline deadline) throws SQLException {
		SequenceDefinition sequence = find(name, deadline);
		if (sequence == null) {
			throw missing(name);
		}
		return sequence;
	}

	private @Nullable SequenceDefinition find(String name, Deadline deadline) throws SQLException {
		StatementExecutor executor = this.connection.executor();
		try {
			RowStream rows = executor.query(FIND, Parameters.of(name), deadline);
			return executor.reading(() -> {
				SequenceDefinition found = rows.next() ? SequenceDefinition.read(rows.row()) : null;
				rows.close();
				return found;
			});
		}
		catch (SQLException ex) {
			// No sequence was created yet, so that there is no table of them.
			if (ex.getErrorCode() == 1 && String.valueOf(ex.getMessage()).contains("no such table")) {
				return null;
			}
			throw ex;
		}
		catch (IllegalArgumentException ex) {
			throw SqlExceptions.state(String.valueOf(ex.getMessage()), "55000");
		}
	}

	private static void requireConditional(SequenceCommand command) throws SQLException {
		if (!command.conditional()) {
			throw missing(command.name());
		}
	}

	private static SQLException missing(String name) {
		return SqlExceptions.syntax("There is no sequence \"" + name + "\": create it by CREATE SEQUENCE", "42P01");
	}

	private static SQLException exists(String name) {
		return SqlExceptions.syntax("The sequence \"" + name + "\" exists already", "42P07");
	}

	private static String quote(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	/**
	 * Let go of the counters because the connection is closed.
	 */
	void close() {
		this.values.close();
	}

}
