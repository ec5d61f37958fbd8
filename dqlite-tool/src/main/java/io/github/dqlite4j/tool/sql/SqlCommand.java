package io.github.dqlite4j.tool.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.jdbc.DqliteDataSource;
import io.github.dqlite4j.tool.cli.ClusterOptions;
import io.github.dqlite4j.tool.cli.CommandFailure;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Interaction;
import io.github.dqlite4j.tool.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sql}: statements typed, given, or from files.
 */
@Command(name = "sql", description = { "Run SQL: interactively, or what -c, -f or the standard input say.",
		"Stops at the first error unless --keep-going is given. .help lists the commands of the shell." })
public final class SqlCommand implements Callable<Integer> {

	private static final String STANDARD_INPUT = "-";

	@Mixin
	private final ClusterOptions cluster = new ClusterOptions();

	@Mixin
	private final Output output = new Output();

	@Option(names = { "-c", "--command" }, paramLabel = "SQL",
			description = "Statements or a command of the shell; may be repeated.")
	private List<String> commands = new ArrayList<>();

	@Option(names = { "-f", "--file" }, paramLabel = "FILE",
			description = "A file with statements, - for the standard input; may be repeated.")
	private List<String> files = new ArrayList<>();

	@Option(names = { "-m", "--mode" }, paramLabel = "MODE",
			description = "How results are printed: ${COMPLETION-CANDIDATES}. --json is --mode json.")
	private @Nullable ResultMode mode;

	@Option(names = "--no-headers", description = "Do not print the names of columns.")
	private boolean noHeaders;

	@Option(names = { "-k", "--keep-going" },
			description = "Go on after an error. The exit code is that of the first one.")
	private boolean keepsGoing;

	@Option(names = "--read-only", description = "Refuse statements that write.")
	private boolean readOnly;

	@Override
	public Integer call() throws SQLException, IOException {
		ConnectionOptions options = this.cluster.connectionOptions();
		try (Connection connection = new DqliteDataSource(options).getConnection()) {
			connection.setReadOnly(this.readOnly);
			if (this.commands.isEmpty() && this.files.isEmpty() && Interaction.isTerminal()) {
				return interact(connection, options);
			}
			return runScripts(connection);
		}
		catch (ScriptFailure ex) {
			throw new CommandFailure(ex.status(), String.valueOf(ex.getMessage()), ex.getCause());
		}
	}

	private SqlSettings settings() {
		SqlSettings settings = new SqlSettings();
		settings.headers(!this.noHeaders);
		if (this.output.isJson()) {
			settings.mode(ResultMode.JSON);
		}
		if (this.mode != null) {
			settings.mode(this.mode);
		}
		return settings;
	}

	private int interact(Connection connection, ConnectionOptions options) throws IOException {
		try (Terminal terminal = TerminalBuilder.builder().build()) {
			PrintWriter writer = terminal.writer();
			writer
				.println("Database " + options.database() + ". End statements with a semicolon; .help lists commands.");
			SqlRunner runner = new SqlRunner(connection, settings(), writer, true);
			return new InteractiveShell(terminal, options.database() + "> ", runner, historyFile()).run();
		}
	}

	/**
	 * What was typed may be nobody else's business.
	 */
	private static Path historyFile() throws IOException {
		String configured = System.getenv("DQLITE_HISTORY");
		Path file = (configured != null) ? Path.of(configured)
				: Path.of(System.getProperty("user.home"), ".dqlite_history");
		if (!Files.exists(file)) {
			Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		}
		return file;
	}

	private int runScripts(Connection connection) throws IOException, ScriptFailure {
		SqlRunner runner = new SqlRunner(connection, settings(), this.output.out(), false);
		int status = ExitStatus.OK;
		for (String command : this.commands) {
			Script script = new Script(runner, this.keepsGoing, this.output.err());
			status = first(status, script.run("-c", new BufferedReader(new StringReader(command))));
		}
		List<String> named = (this.commands.isEmpty() && this.files.isEmpty()) ? List.of(STANDARD_INPUT) : this.files;
		for (String file : named) {
			try (BufferedReader text = open(file)) {
				Script script = new Script(runner, this.keepsGoing, this.output.err());
				status = first(status, script.run(file.equals(STANDARD_INPUT) ? "standard input" : file, text));
			}
		}
		return status;
	}

	private static int first(int status, int next) {
		return (status != ExitStatus.OK) ? status : next;
	}

	private static BufferedReader open(String file) throws IOException {
		return file.equals(STANDARD_INPUT)
				? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
				: Files.newBufferedReader(Path.of(file));
	}

}
