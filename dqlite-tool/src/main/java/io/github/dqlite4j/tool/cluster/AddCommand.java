package io.github.dqlite4j.tool.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.tool.cli.ClusterOptions;
import io.github.dqlite4j.tool.cli.CommandFailure;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code add}: a node that waits for it.
 */
@Command(name = "add", description = { "Make a node a member, as a spare.",
		"Nodes of this project join by themselves (server --join); this is for those of other programs that wait to be"
				+ " added." })
public final class AddCommand implements Callable<Integer> {

	@Mixin
	private final ClusterOptions cluster = new ClusterOptions();

	@Mixin
	private final Output output = new Output();

	@Parameters(index = "0", paramLabel = "ID", description = "The id that the node was started with.")
	private String id = "";

	@Parameters(index = "1", paramLabel = "HOST:PORT", description = "The address that it advertises.")
	private String address = "";

	@Override
	public Integer call() throws IOException, EngineException {
		long number;
		NodeAddress node;
		try {
			number = Long.parseUnsignedLong(this.id);
			node = NodeAddress.parse(this.address);
		}
		catch (IllegalArgumentException ex) {
			throw new CommandFailure(ExitStatus.USAGE, String.valueOf(ex.getMessage()), ex);
		}
		ClusterAdministration administration = this.cluster.administration();
		Members.change(() -> administration.add(number, node));
		this.output
			.say("The node " + node + " is a member now, as a spare. Give it a role: dqlite assign " + node + " voter");
		if (this.output.isJson()) {
			this.output.row(Map.of("id", this.id, "address", node.toString(), "role", "spare"));
		}
		return ExitStatus.OK;
	}

}
