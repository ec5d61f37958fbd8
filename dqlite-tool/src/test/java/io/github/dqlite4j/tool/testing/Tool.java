package io.github.dqlite4j.tool.testing;

import java.io.PrintWriter;
import java.io.StringWriter;

import io.github.dqlite4j.tool.DqliteTool;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run of the tool in this process.
 *
 * @param status the exit code
 * @param out what it printed
 * @param err what it complained about
 */
public record Tool(int status, String out, String err) {

	public static Tool run(String... args) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		CommandLine commandLine = DqliteTool.commandLine();
		commandLine.setOut(new PrintWriter(out));
		commandLine.setErr(new PrintWriter(err));
		int status = commandLine.execute(args);
		return new Tool(status, out.toString(), err.toString());
	}

	/**
	 * Expects the run to have succeeded.
	 */
	public Tool ok() {
		assertThat(this.status).as("exit code; out: %s err: %s", this.out, this.err).isZero();
		return this;
	}

	/**
	 * Expects the run to have failed.
	 * @param expected the exit code
	 * @param message what it is to say
	 */
	public Tool failed(int expected, String message) {
		assertThat(this.err).as("out: %s", this.out).contains(message);
		assertThat(this.status).as("exit code; err: %s", this.err).isEqualTo(expected);
		return this;
	}

	public JsonNode json() {
		return JsonMapper.shared().readTree(this.out);
	}

}
