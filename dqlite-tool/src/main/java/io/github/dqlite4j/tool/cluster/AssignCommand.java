package io.github.dqlite4j.tool.cluster;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.tool.cli.ClusterOptions;
import io.github.dqlite4j.tool.cli.CommandFailure;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code assign}: a role to a member.
 */
@Command(name = "assign", description = { "Give a member a role.",
		"A voter counts for the quorum, a standby has the data and does not vote, a spare has neither. A node that gets"
				+ " the data now is waited for: raise --timeout for a large database." })
public final class AssignCommand implements Callable<Integer> {

	@Mixin
	private final ClusterOptions cluster = new ClusterOptions();

	@Mixin
	private final Output output = new Output();

	@Parameters(index = "0", paramLabel = "NODE", description = "Address or id of the member.")
	private String node = "";

	@Parameters(index = "1", paramLabel = "ROLE", description = "voter, standby or spare.")
	private NodeRole role = NodeRole.VOTER;

	@Override
	public Integer call() throws IOException, EngineException {
		ClusterAdministration administration = this.cluster.administration();
		Members members = new Members(administration);
		NodeInfo member = members.find(this.node);
		if (member.role() != this.role) {
			if (member.role() == NodeRole.VOTER && members.leads(member)) {
				throw new CommandFailure(
						"The node " + member.address() + " leads. Hand leadership over first: dqlite transfer");
			}
			Members.change(() -> administration.assign(member.id(), this.role));
		}
		String name = this.role.name().toLowerCase(Locale.ROOT);
		this.output.say("The node " + member.address() + " is a " + name + " now.");
		if (this.output.isJson()) {
			this.output.row(Map.of("address", member.address(), "role", name));
		}
		return ExitStatus.OK;
	}

}
