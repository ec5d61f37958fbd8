package io.github.dqlite4j.tool.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.SQLException;

import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.FailureReporter;

/**
 * The shell for people: a line editor with history and completion. An error ends nothing
 * but the statement.
 */
final class InteractiveShell {

	private final Terminal terminal;

	private final String prompt;

	private final SqlRunner runner;

	private final SqlCompleter completer;

	private final LineReader reader;

	/**
	 * Create a shell.
	 * @param terminal the terminal
	 * @param prompt what stands before each statement
	 * @param runner runs statements and prints on the terminal
	 * @param history the file that keeps what was typed
	 */
	InteractiveShell(Terminal terminal, String prompt, SqlRunner runner, Path history) {
		this.terminal = terminal;
		this.prompt = prompt;
		this.runner = runner;
		this.completer = new SqlCompleter(runner);
		this.reader = LineReaderBuilder.builder()
			.terminal(terminal)
			.appName("dqlite")
			.parser(new StatementParser())
			.completer(this.completer)
			.variable(LineReader.HISTORY_FILE, history)
			.variable(LineReader.SECONDARY_PROMPT_PATTERN, " ".repeat(Math.max(prompt.length() - 3, 0)) + "-> ")
			.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
			.option(LineReader.Option.CASE_INSENSITIVE, true)
			.build();
	}

	/**
	 * Read and run until the user leaves.
	 * @return the exit code
	 */
	int run() throws IOException {
		Script script = new Script(this.runner, true, this.terminal.writer());
		ShellCommands commands = new ShellCommands(this.runner, script);
		while (!commands.isDone()) {
			try {
				String text = this.reader.readLine(this.prompt);
				if (ShellCommands.isCommand(text)) {
					runCommand(commands, text);
				}
				else {
					script.run("input", new BufferedReader(new StringReader(text)));
				}
				this.completer.invalidate();
			}
			catch (UserInterruptException ex) {
				// Ctrl-C drops the line, as in every shell
				this.terminal.writer().println("Ctrl-D or .quit leaves.");
			}
			catch (EndOfFileException ex) {
				// Ctrl-D
				return ExitStatus.OK;
			}
			catch (ScriptFailure ex) {
				throw new IllegalStateException("A script that goes on ended", ex);
			}
		}
		return ExitStatus.OK;
	}

	private void runCommand(ShellCommands commands, String text) throws IOException, ScriptFailure {
		try {
			commands.run(text);
		}
		catch (SQLException | IOException | IllegalArgumentException ex) {
			this.terminal.writer().println("dqlite: " + FailureReporter.describe(ex));
		}
		this.terminal.flush();
	}

}
