package io.github.dqlite4j.tool.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.tool.cli.ClusterOptions;
import io.github.dqlite4j.tool.cli.CommandFailure;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code transfer}: leadership to another voter.
 */
@Command(name = "transfer", description = "Hand leadership over, in milliseconds: before the leader is stopped.")
public final class TransferCommand implements Callable<Integer> {

	private static final long PAUSE_NANOS = 20_000_000;

	@Mixin
	private final ClusterOptions cluster = new ClusterOptions();

	@Mixin
	private final Output output = new Output();

	@Parameters(paramLabel = "NODE", arity = "0..1",
			description = "Address or id of the voter that is to lead; any other voter if not given.")
	private @Nullable String node;

	@Option(names = "--from", paramLabel = "NODE",
			description = "Do nothing unless this node leads: for a hook that runs on every node before it stops.")
	private @Nullable String from;

	@Override
	public Integer call() throws IOException, EngineException {
		ClusterAdministration administration = this.cluster.administration();
		Members members = new Members(administration);
		if (this.from != null && !members.leads(members.find(this.from))) {
			return report(administration, false);
		}
		String previous = administration.leader().toString();
		long target = (this.node != null) ? voter(members.find(this.node)) : 0;
		if (target != 0 && members.leads(members.find(String.valueOf(this.node)))) {
			return report(administration, false);
		}
		if (members.all().stream().filter((member) -> member.role() == NodeRole.VOTER).count() < 2) {
			throw new CommandFailure("There is no other voter that could lead. Assign the role first.");
		}
		Members.change(() -> administration.transferLeadership(target));
		Deadline deadline = Deadline.within(this.cluster.timeout());
		while (administration.leader().toString().equals(previous)) {
			if (deadline.isOver()) {
				throw new CommandFailure("The node " + previous + " goes on to lead: no other voter took over.");
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
		return report(administration, true);
	}

	private static long voter(NodeInfo member) {
		if (member.role() != NodeRole.VOTER) {
			throw new CommandFailure(
					"The node " + member.address() + " does not vote and so can't lead. Make it a voter"
							+ " first: dqlite assign " + member.address() + " voter");
		}
		return member.id();
	}

	private int report(ClusterAdministration administration, boolean transferred) throws IOException {
		String leader = administration.leader().toString();
		this.output.say("The leader is " + leader + (transferred ? " now." : "; nothing was to be done."));
		if (this.output.isJson()) {
			this.output.row(Map.of("leader", leader, "transferred", transferred));
		}
		return ExitStatus.OK;
	}

}
