package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The options of CREATE SEQUENCE and ALTER SEQUENCE, as they are written. What is
 * {@code null} is not said.
 */
final class SequenceOptions {

	static final SequenceOptions NONE = new SequenceOptions();

	/**
	 * Expressions of SQL: numbers, or anything in parentheses, or a parameter.
	 */
	private @Nullable String start;

	private @Nullable String restart;

	private boolean restarts;

	private @Nullable Long increment;

	private @Nullable Long minimum;

	private @Nullable Long maximum;

	private boolean defaultMinimum;

	private boolean defaultMaximum;

	private @Nullable Boolean cycles;

	private long typeMinimum = Long.MIN_VALUE;

	private long typeMaximum = Long.MAX_VALUE;

	private SequenceOptions() {
	}

	static SequenceOptions parse(SequenceScanner scanner, boolean create) throws SQLException {
		SequenceOptions options = new SequenceOptions();
		while (!scanner.isAtEnd()) {
			options.parseOne(scanner, create);
		}
		if (options.increment != null && options.increment == 0) {
			throw SqlExceptions.syntax("The increment of a sequence must not be 0", "22023");
		}
		return options;
	}

	private void parseOne(SequenceScanner scanner, boolean create) throws SQLException {
		if (create && scanner.accept("AS")) {
			type(scanner);
		}
		else if (scanner.accept("START")) {
			scanner.accept("WITH");
			this.start = value(scanner, "START WITH");
		}
		else if (!create && scanner.accept("RESTART")) {
			this.restarts = true;
			if (scanner.accept("WITH") || scanner.isBeforeNumber()) {
				this.restart = value(scanner, "RESTART WITH");
			}
		}
		else if (scanner.accept("INCREMENT")) {
			scanner.accept("BY");
			this.increment = number(scanner, "INCREMENT BY");
		}
		else if (scanner.accept("MINVALUE")) {
			this.minimum = number(scanner, "MINVALUE");
		}
		else if (scanner.accept("MAXVALUE")) {
			this.maximum = number(scanner, "MAXVALUE");
		}
		else if (scanner.accept("NO", "MINVALUE") || scanner.accept("NOMINVALUE")) {
			this.defaultMinimum = true;
		}
		else if (scanner.accept("NO", "MAXVALUE") || scanner.accept("NOMAXVALUE")) {
			this.defaultMaximum = true;
		}
		else if (scanner.accept("CYCLE")) {
			this.cycles = true;
		}
		else if (scanner.accept("NO", "CYCLE") || scanner.accept("NOCYCLE")) {
			this.cycles = false;
		}
		else if (scanner.accept("CACHE")) {
			// every value is taken by itself, so that there is nothing to be cached
			number(scanner, "CACHE");
		}
		else if (!scanner.accept("NO", "CACHE") && !scanner.accept("NOCACHE")) {
			throw SqlExceptions.syntax("A sequence has no option " + scanner.rest()
					+ ": the options are START WITH, INCREMENT BY, MINVALUE, MAXVALUE, CYCLE, CACHE"
					+ (create ? " and AS" : " and RESTART"), "42601");
		}
	}

	private void type(SequenceScanner scanner) throws SQLException {
		String type = String.valueOf(scanner.name());
		switch (type.toUpperCase(Locale.ROOT)) {
			case "SMALLINT", "INT2" -> {
				this.typeMinimum = Short.MIN_VALUE;
				this.typeMaximum = Short.MAX_VALUE;
			}
			case "INTEGER", "INT", "INT4" -> {
				this.typeMinimum = Integer.MIN_VALUE;
				this.typeMaximum = Integer.MAX_VALUE;
			}
			case "BIGINT", "INT8" -> {
			}
			default -> throw SqlExceptions
				.syntax("A sequence can't be AS " + type + ": use SMALLINT, INTEGER or BIGINT", "42601");
		}
	}

	private static String value(SequenceScanner scanner, String option) throws SQLException {
		if (scanner.acceptParameter()) {
			return scanner.previous();
		}
		String expression = scanner.parenthesized();
		return (expression != null) ? expression : Long.toString(number(scanner, option));
	}

	private static long number(SequenceScanner scanner, String option) throws SQLException {
		Long number = scanner.number();
		if (number == null) {
			throw SqlExceptions
				.syntax(option + " needs a whole number of at most 64 bits, and there is " + scanner.rest(), "42601");
		}
		return number;
	}

	@Nullable String start() {
		return this.start;
	}

	@Nullable String restart() {
		return this.restart;
	}

	boolean restarts() {
		return this.restarts;
	}

	@Nullable Long increment() {
		return this.increment;
	}

	@Nullable Boolean cycles() {
		return this.cycles;
	}

	/**
	 * Return the minimum of a sequence with an increment.
	 * @return the minimum, or {@code null} if nothing is said of it
	 */
	@Nullable Long minimum(long step) {
		return this.defaultMinimum ? Long.valueOf(defaultMinimum(step)) : this.minimum;
	}

	/**
	 * Return the maximum of a sequence with an increment.
	 * @return the maximum, or {@code null} if nothing is said of it
	 */
	@Nullable Long maximum(long step) {
		return this.defaultMaximum ? Long.valueOf(defaultMaximum(step)) : this.maximum;
	}

	long defaultMinimum(long step) {
		return (step > 0) ? 1 : this.typeMinimum;
	}

	long defaultMaximum(long step) {
		return (step > 0) ? this.typeMaximum : -1;
	}

}
