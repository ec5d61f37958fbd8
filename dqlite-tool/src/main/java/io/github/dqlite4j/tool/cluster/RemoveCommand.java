package io.github.dqlite4j.tool.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.tool.cli.ClusterOptions;
import io.github.dqlite4j.tool.cli.CommandFailure;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code remove}: a member that is gone or is to go.
 */
@Command(name = "remove", description = { "Take a member out of the cluster.",
		"The node is not stopped. It can only come back with an empty data directory." })
public final class RemoveCommand implements Callable<Integer> {

	@Mixin
	private final ClusterOptions cluster = new ClusterOptions();

	@Mixin
	private final Output output = new Output();

	@Parameters(paramLabel = "NODE", description = "Address or id of the member.")
	private String node = "";

	@Override
	public Integer call() throws IOException, EngineException {
		ClusterAdministration administration = this.cluster.administration();
		Members members = new Members(administration);
		NodeInfo member = members.find(this.node);
		if (members.leads(member)) {
			throw new CommandFailure(
					"The node " + member.address() + " leads. Hand leadership over first: dqlite transfer");
		}
		Members.change(() -> administration.remove(member.id()));
		this.output.say("The node " + member.address() + " is no member any more. Stop it if it runs, and empty its"
				+ " data directory before it joins again.");
		if (this.output.isJson()) {
			this.output.row(Map.of("id", Members.id(member), "address", member.address(), "removed", true));
		}
		return ExitStatus.OK;
	}

}
