package io.github.dqlite4j.tool.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;

import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.FailureReporter;

/**
 * Runs statements and commands from a text, one after the other, up to the first that
 * fails unless told to go on.
 */
final class Script {

	private final SqlRunner runner;

	private final ShellCommands commands;

	private final boolean keepsGoing;

	private final PrintWriter err;

	private int status = ExitStatus.OK;

	Script(SqlRunner runner, boolean keepsGoing, PrintWriter err) {
		this.runner = runner;
		this.commands = new ShellCommands(runner, this);
		this.keepsGoing = keepsGoing;
		this.err = err;
	}

	/**
	 * Run a text.
	 * @param name what to call it in messages
	 * @param text the text
	 * @return the exit code: that of the first failure if it was told to go on
	 * @throws ScriptFailure if something fails
	 * @throws IOException if the text can't be read
	 */
	int run(String name, BufferedReader text) throws ScriptFailure, IOException {
		StatementSplitter splitter = new StatementSplitter();
		int number = 0;
		for (String line = text.readLine(); line != null; line = text.readLine()) {
			number++;
			if (!splitter.isInStatement() && ShellCommands.isCommand(line)) {
				String command = line;
				attempt(name, number, () -> this.commands.run(command));
				if (this.commands.isDone()) {
					return this.status;
				}
				continue;
			}
			for (String statement : splitter.add(line)) {
				attempt(name, number, () -> this.runner.run(statement));
			}
		}
		String rest = splitter.takeRest();
		if (!rest.isEmpty()) {
			// what the last one lacks is its semicolon, or else the engine will say so
			attempt(name, number, () -> this.runner.run(rest));
		}
		return this.status;
	}

	private void attempt(String name, int line, Step step) throws ScriptFailure {
		try {
			step.run();
		}
		catch (SQLException | IOException | IllegalArgumentException ex) {
			String message = name + ", line " + line + ": " + FailureReporter.describe(ex);
			int failure = FailureReporter.statusOf(ex);
			if (!this.keepsGoing) {
				throw new ScriptFailure(failure, message, ex);
			}
			this.err.println("dqlite: " + message);
			this.err.flush();
			this.status = (this.status == ExitStatus.OK) ? failure : this.status;
		}
	}

	/**
	 * A statement or a command.
	 */
	@FunctionalInterface
	private interface Step {

		void run() throws SQLException, IOException, ScriptFailure;

	}

}
