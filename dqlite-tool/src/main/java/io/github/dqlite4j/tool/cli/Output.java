package io.github.dqlite4j.tool.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints what a command found, for people or, with {@code --json}, for programs.
 */
public final class Output {

	@Spec(Target.MIXEE)
	private @Nullable CommandSpec spec;

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	/**
	 * Tell whether JSON was asked for.
	 * @return whether it was
	 */
	public boolean isJson() {
		return this.json;
	}

	/**
	 * Return where results go.
	 * @return the standard output
	 */
	public PrintWriter out() {
		return (this.spec != null) ? this.spec.commandLine().getOut() : new PrintWriter(System.out, true);
	}

	/**
	 * Return where everything else goes.
	 * @return the standard error
	 */
	public PrintWriter err() {
		return (this.spec != null) ? this.spec.commandLine().getErr() : new PrintWriter(System.err, true);
	}

	/**
	 * Print several things of a kind: an array of objects, or a table.
	 * @param rows the things, all with the same keys in the same order
	 */
	public void rows(List<? extends Map<String, ?>> rows) {
		if (this.json) {
			out().println(toJson(rows));
		}
		else if (!rows.isEmpty()) {
			List<List<String>> lines = new ArrayList<>();
			lines.add(rows.get(0).keySet().stream().map((key) -> key.replace('_', ' ')).toList());
			rows.forEach((row) -> lines.add(row.values().stream().map(Output::text).toList()));
			print(lines);
		}
		out().flush();
	}

	/**
	 * Print one thing: an object, or a line for each of its keys.
	 * @param row the thing
	 */
	public void row(Map<String, ?> row) {
		if (this.json) {
			out().println(toJson(row));
		}
		else {
			print(row.entrySet()
				.stream()
				.map((entry) -> List.of(entry.getKey() + ":", text(entry.getValue())))
				.toList());
		}
		out().flush();
	}

	/**
	 * Print a sentence for people: nothing when JSON was asked for.
	 * @param sentence the sentence
	 */
	public void say(String sentence) {
		if (!this.json) {
			out().println(sentence);
			out().flush();
		}
	}

	/**
	 * Write a value as JSON.
	 * @param value maps, lists, texts, numbers, booleans and {@code null}
	 * @return one line
	 */
	public static String toJson(@Nullable Object value) {
		return JsonMapper.shared().writeValueAsString(value);
	}

	private static String text(@Nullable Object value) {
		return (value != null) ? value.toString() : "-";
	}

	private void print(List<List<String>> lines) {
		int columns = lines.stream().mapToInt(List::size).max().orElse(0);
		int[] widths = new int[columns];
		for (List<String> line : lines) {
			for (int i = 0; i < line.size(); i++) {
				widths[i] = Math.max(widths[i], line.get(i).length());
			}
		}
		for (List<String> line : lines) {
			StringBuilder text = new StringBuilder();
			for (int i = 0; i < line.size(); i++) {
				text.append(line.get(i)).append(" ".repeat(widths[i] - line.get(i).length() + 2));
			}
			out().println(text.toString().stripTrailing());
		}
	}

}
