package io.github.dqlite4j.tool.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.NodeAdministration;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.tool.cli.ClusterOptions;
import io.github.dqlite4j.tool.cli.CommandFailure;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code weight}: how much a node would rather not vote.
 */
@Command(name = "weight", description = { "Set the weight of a node.",
		"Of several nodes that could become voters, those of less weight are preferred. The node forgets it when it"
				+ " stops." })
public final class WeightCommand implements Callable<Integer> {

	@Mixin
	private final ClusterOptions options = new ClusterOptions();

	@Mixin
	private final Output output = new Output();

	@Parameters(index = "0", paramLabel = "NODE", description = "Address or id of the member.")
	private String node = "";

	@Parameters(index = "1", paramLabel = "WEIGHT", description = "0 or more.")
	private long weight;

	@Override
	public Integer call() throws IOException, EngineException {
		if (this.weight < 0) {
			throw new CommandFailure(ExitStatus.USAGE, "the weight is " + this.weight + ": use 0 or more", null);
		}
		Cluster cluster = this.options.cluster();
		NodeInfo member = new Members(new ClusterAdministration(cluster, this.options.timeout())).find(this.node);
		new NodeAdministration(cluster, NodeAddress.parse(member.address()), this.options.timeout())
			.setWeight(this.weight);
		this.output.say("The node " + member.address() + " has the weight " + this.weight + " now.");
		if (this.output.isJson()) {
			this.output.row(Map.of("address", member.address(), "weight", this.weight));
		}
		return ExitStatus.OK;
	}

}
