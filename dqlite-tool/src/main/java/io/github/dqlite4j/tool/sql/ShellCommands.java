package io.github.dqlite4j.tool.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The commands of the shell itself. They begin with a dot, as in SQLite's, or with a
 * backslash; those of PostgreSQL's shell that everybody has in the fingers work, too.
 */
final class ShellCommands {

	private static final Map<String, String> SHORT = Map.of("q", "quit", "exit", "quit", "dt", "tables", "d", "schema",
			"i", "read", "timing", "timer", "h", "help", "?", "help");

	private static final Map<String, String> HELP = new TreeMap<>(
			Map.of("tables [PATTERN]", "list tables and views; the pattern is one of LIKE", "schema [NAME]",
					"print CREATE statements", "indexes [TABLE]", "list indexes", "mode table|csv|json|line",
					"how results are printed", "headers on|off", "whether names of columns are printed",
					"nullvalue TEXT", "what stands for NULL", "timer on|off", "whether times are printed", "read FILE",
					"run statements from a file", "quit", "leave (also Ctrl-D)", "help", "this list"));

	private final SqlRunner runner;

	private final Script script;

	private boolean done;

	ShellCommands(SqlRunner runner, Script script) {
		this.runner = runner;
		this.script = script;
	}

	/**
	 * Tell whether a line is a command.
	 * @param line a line that does not continue a statement
	 */
	static boolean isCommand(String line) {
		String text = line.stripLeading();
		return text.startsWith(".") || text.startsWith("\\");
	}

	static List<String> names() {
		return HELP.keySet().stream().map((form) -> "." + form.split(" ")[0]).toList();
	}

	/**
	 * Tell whether the shell was left.
	 */
	boolean isDone() {
		return this.done;
	}

	/**
	 * Run a command.
	 * @param line the line
	 * @throws IllegalArgumentException if there is no such command
	 */
	void run(String line) throws SQLException, IOException, ScriptFailure {
		List<String> words = Arrays.asList(line.strip().substring(1).split("\\s+", 2));
		String given = words.get(0).toLowerCase(Locale.ROOT);
		String name = SHORT.getOrDefault(given, given);
		String argument = (words.size() > 1) ? words.get(1).strip() : "";
		switch (name) {
			case "tables" -> this.runner.run("SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view')"
					+ " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
					+ (argument.isEmpty() ? "" : " AND name LIKE " + literal(argument)) + " ORDER BY name");
			case "indexes" ->
				this.runner.run("SELECT name, tbl_name AS \"table\" FROM sqlite_schema WHERE type = 'index'"
						+ (argument.isEmpty() ? "" : " AND tbl_name LIKE " + literal(argument)) + " ORDER BY 2, 1");
			case "schema" -> schema(argument);
			case "mode" -> this.runner.settings().mode(mode(argument));
			case "headers" -> this.runner.settings().headers(isOn(name, argument));
			case "timer" -> this.runner.settings().timer(isOn(name, argument));
			case "nullvalue" -> this.runner.settings().nullText(argument);
			case "read" -> read(argument);
			case "quit" -> this.done = true;
			case "help" -> HELP.forEach((form, text) -> this.runner.out().printf("  .%-26s%s%n", form, text));
			default -> throw new IllegalArgumentException(
					"there is no command '" + words.get(0) + "'; .help lists those there are");
		}
		this.runner.out().flush();
	}

	private void schema(String name) throws SQLException {
		List<String> statements = name.isEmpty()
				? this.runner
					.texts("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name")
				: this.runner.texts("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND ?1 COLLATE NOCASE"
						+ " IN (name, tbl_name) ORDER BY type DESC, name", name);
		if (statements.isEmpty() && !name.isEmpty()) {
			throw new IllegalArgumentException("there is no '" + name + "'; .tables lists what there is");
		}
		statements.forEach((sql) -> this.runner.out().println(sql + ";"));
	}

	private void read(String file) throws IOException, ScriptFailure {
		if (file.isEmpty()) {
			throw new IllegalArgumentException("name a file: .read FILE");
		}
		try (BufferedReader text = Files.newBufferedReader(Path.of(file))) {
			this.script.run(file, text);
		}
	}

	private static ResultMode mode(String argument) {
		try {
			return ResultMode.valueOf(argument.toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'" + argument + "' is no mode; there are "
					+ Arrays.stream(ResultMode.values())
						.map((mode) -> mode.name().toLowerCase(Locale.ROOT))
						.collect(Collectors.joining(", ")),
					ex);
		}
	}

	private boolean isOn(String name, String argument) {
		return switch (argument) {
			case "on" -> true;
			case "off" -> false;
			case "" -> (name.equals("timer")) ? !this.runner.settings().timer() : !this.runner.settings().headers();
			default -> throw new IllegalArgumentException("'" + argument + "' is neither on nor off");
		};
	}

	private static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

}
