package io.github.dqlite4j.tool.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.dqlite4j.node.StoppedNode;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.tool.cli.CommandFailure;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code status}: what is in a data directory.
 */
@Command(name = "status",
		description = { "Show what is in data directories, of nodes that do not run: nothing is changed.",
				"Exit code 1 if something in them is damaged." })
public final class StatusCommand implements Callable<Integer> {

	@Mixin
	private final Output output = new Output();

	@Parameters(paramLabel = "DIRECTORY", arity = "1..*",
			description = "Data directories, or directories to look for them in.")
	private List<Path> directories = new ArrayList<>();

	@Override
	public Integer call() throws IOException {
		List<Map<String, Object>> rows = new ArrayList<>();
		boolean sound = true;
		for (Path root : this.directories) {
			List<Path> found = StoppedNode.find(root);
			if (found.isEmpty()) {
				throw new CommandFailure("In " + root + " there is no data directory of a node.");
			}
			for (Path directory : found) {
				StoppedNode node = StoppedNode.read(directory);
				rows.add(describe(node));
				sound &= node.state().problems().isEmpty();
			}
		}
		if (this.output.isJson()) {
			this.output.rows(rows);
		}
		else {
			rows.forEach(this::print);
		}
		return sound ? ExitStatus.OK : ExitStatus.FAILED;
	}

	private void print(Map<String, Object> row) {
		this.output.row(row);
		this.output.say("");
	}

	private static Map<String, Object> describe(StoppedNode node) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("directory", node.directory().toString());
		row.put("id", Long.toUnsignedString(node.id()));
		row.put("address", node.address());
		row.put("term", node.state().term());
		row.put("vote", Long.toUnsignedString(node.state().vote()));
		row.put("last_term", node.last().term());
		row.put("last_index", node.last().index());
		row.put("snapshot_index", node.state().snapshot().index());
		row.put("members", node.members().stream().map(StatusCommand::describe).toList());
		row.put("recovered", node.recovered().orElse(null));
		row.put("problems", node.state().problems());
		return row;
	}

	private static Map<String, Object> describe(NodeInfo member) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("id", Long.toUnsignedString(member.id()));
		row.put("address", member.address());
		row.put("role", member.role().name().toLowerCase(Locale.ROOT));
		return row;
	}

}
