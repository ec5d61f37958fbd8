package io.github.dqlite4j.client;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import io.github.dqlite4j.protocol.RowBatch;

/**
 * What a sequence is, as CREATE SEQUENCE and ALTER SEQUENCE left it. Definitions are rows
 * of a table in the database itself, so that a transaction that is rolled back leaves
 * none. How far a sequence has come is kept elsewhere, by its generation: see
 * {@link SequenceCounters}.
 *
 * @param name the name, unique whatever the case of its ASCII letters
 * @param generation 32 hexadecimal digits, drawn at random whenever the sequence begins
 * anew
 * @param startValue where RESTART begins when it does not say
 * @param firstValue the first value of this generation
 * @param increment how far it is from one value to the next, not 0
 * @param minimum the smallest value
 * @param maximum the largest value
 * @param cycles whether it begins at the other end after the last value
 */
public record SequenceDefinition(String name, String generation, long startValue, long firstValue, long increment,
		long minimum, long maximum, boolean cycles) {

	/**
	 * The table that has the definitions.
	 */
	public static final String TABLE = "dqlite_sequence";

	/**
	 * Creates the table of the definitions.
	 */
	public static final String CREATE_TABLE = """
			CREATE TABLE IF NOT EXISTS main.dqlite_sequence (
				name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
				generation TEXT NOT NULL,
				start_value INTEGER NOT NULL,
				first_value INTEGER NOT NULL,
				increment_by INTEGER NOT NULL,
				minimum_value INTEGER NOT NULL,
				maximum_value INTEGER NOT NULL,
				cycles INTEGER NOT NULL,
				CONSTRAINT "increment of a sequence is a number and not 0"
					CHECK (typeof(increment_by) = 'integer' AND increment_by <> 0),
				CONSTRAINT "start of a sequence is a number from its minimum to its maximum"
					CHECK (typeof(start_value) = 'integer' AND start_value BETWEEN minimum_value AND maximum_value),
				CONSTRAINT "restart of a sequence is a number from its minimum to its maximum"
					CHECK (typeof(first_value) = 'integer' AND first_value BETWEEN minimum_value AND maximum_value))""";

	/**
	 * Yields definitions, to be {@link #read(RowBatch) read}.
	 */
	public static final String SELECT = "SELECT name, generation, start_value, first_value, increment_by, "
			+ "minimum_value, maximum_value, cycles FROM main.dqlite_sequence";

	private static final Pattern GENERATION = Pattern.compile("[0-9a-f]{32}");

	/**
	 * Create a definition.
	 * @throws IllegalArgumentException if the generation is none
	 */
	public SequenceDefinition {
		if (!GENERATION.matcher(generation).matches()) {
			throw new IllegalArgumentException("the table " + TABLE + " was changed by hand: the generation '"
					+ generation + "' of the sequence '" + name + "' is none; run ALTER SEQUENCE … RESTART WITH …");
		}
	}

	/**
	 * Draw a new generation.
	 * @return 32 hexadecimal digits that no other sequence has
	 */
	public static String newGeneration() {
		return UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Read the current row of a result of {@link #SELECT}.
	 * @param row the row
	 * @return the definition
	 * @throws IllegalArgumentException if the generation is none
	 */
	public static SequenceDefinition read(RowBatch row) {
		return new SequenceDefinition(row.getText(0), row.getText(1), row.getLong(2), row.getLong(3), row.getLong(4),
				row.getLong(5), row.getLong(6), row.getLong(7) != 0);
	}

}
