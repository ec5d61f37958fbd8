package io.github.dqlite4j.tool.node;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.node.ClusterRecovery;
import io.github.dqlite4j.node.StoppedNode;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.tool.cli.CommandFailure;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Interaction;
import io.github.dqlite4j.tool.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code recover}: a cluster of what is left of one.
 */
@Command(name = "recover", description = {
		"Make a cluster of what is left when more than half of the voters are lost for good.",
		"Stop all nodes first. Of the data directories that are left, the most advanced one becomes that of the only"
				+ " member; the other nodes join it with empty directories. Run it once, on one machine, with all"
				+ " directories that are left copied there." })
public final class RecoverCommand implements Callable<Integer> {

	@Mixin
	private final Output output = new Output();

	@Parameters(paramLabel = "DIRECTORY", arity = "1..*",
			description = "Data directories, or directories to look for them in.")
	private List<Path> directories = new ArrayList<>();

	@Option(names = "--yes", description = "Do not ask.")
	private boolean yes;

	@Option(names = "--dry-run", description = "Only say what would be done.")
	private boolean dryRun;

	@Option(names = "--library", paramLabel = "FILE",
			description = "The file of libdqlite; otherwise the system's, or else the bundled one.")
	private @Nullable Path library;

	@Override
	public Integer call() throws IOException {
		Set<Path> found = new LinkedHashSet<>();
		for (Path root : this.directories) {
			found.addAll(StoppedNode.find(root));
		}
		try (ClusterRecovery recovery = ClusterRecovery.of(List.copyOf(found))) {
			announce(recovery);
			if (!this.dryRun) {
				confirm();
				recovery.run(this.library);
				whatNow(recovery);
			}
			if (this.output.isJson()) {
				this.output.row(describe(recovery));
			}
			return ExitStatus.OK;
		}
	}

	private void announce(ClusterRecovery recovery) {
		for (StoppedNode node : recovery.nodes()) {
			this.output.say(node.directory() + ": node " + Long.toUnsignedString(node.id()) + " at " + node.address()
					+ ", last entry " + node.last());
		}
		StoppedNode survivor = recovery.survivor();
		this.output.say("");
		this.output.say("The most advanced is " + survivor.directory()
				+ ". It becomes the only member of the cluster, at " + survivor.address() + ".");
		List<NodeInfo> missing = recovery.missingVoters();
		if (recovery.hasQuorum()) {
			this.output
				.say("The directories of more than half of the voters are here, so nothing that was acknowledged is"
						+ " lost. If these nodes can be started, start them instead: a recovery is not needed then.");
		}
		else {
			this.output.say("WHAT WILL BE LOST: the voters " + addresses(missing)
					+ " are not here. What they acknowledged" + " after " + survivor.last()
					+ " without this node is lost, and nobody can say whether there was any."
					+ " If one of their directories can be saved, copy it here first.");
		}
		this.output.say("The nodes that are not chosen must never be started again on the data that they have.");
	}

	private void confirm() {
		if (this.yes) {
			return;
		}
		Console console = System.console();
		if (console == null || !Interaction.isTerminal()) {
			throw new CommandFailure("Nothing was changed: there is no terminal to ask at. Give --yes to go on.");
		}
		PrintWriter writer = console.writer();
		writer.print("Type 'recover' to go on: ");
		writer.flush();
		if (!"recover".equals(console.readLine())) {
			throw new CommandFailure("Nothing was changed.");
		}
	}

	private void whatNow(ClusterRecovery recovery) {
		StoppedNode survivor = recovery.survivor();
		this.output.say("");
		this.output.say("Done. Now:");
		this.output.say("1. Start the node in " + survivor.directory() + ", at " + survivor.address()
				+ " and nowhere else, and look at the data.");
		this.output
			.say("2. On each other node (" + addresses(others(recovery)) + ") move the data directory away and start"
					+ " it with an empty one and --join " + survivor.address() + ".");
		this.output.say("3. Keep what was moved away until the application was checked, then delete it.");
	}

	private static List<NodeInfo> others(ClusterRecovery recovery) {
		return recovery.survivor()
			.members()
			.stream()
			.filter((member) -> member.id() != recovery.survivor().id())
			.toList();
	}

	private static String addresses(List<NodeInfo> members) {
		return members.stream().map(NodeInfo::address).collect(Collectors.joining(", "));
	}

	private Map<String, Object> describe(ClusterRecovery recovery) {
		Map<String, Object> row = new LinkedHashMap<>();
		StoppedNode survivor = recovery.survivor();
		row.put("recovered", !this.dryRun);
		row.put("directory", survivor.directory().toString());
		row.put("address", survivor.address());
		row.put("last_term", survivor.last().term());
		row.put("last_index", survivor.last().index());
		row.put("quorum_of_directories", recovery.hasQuorum());
		row.put("missing_voters", recovery.missingVoters().stream().map(NodeInfo::address).toList());
		row.put("others", others(recovery).stream().map(NodeInfo::address).toList());
		return row;
	}

}
