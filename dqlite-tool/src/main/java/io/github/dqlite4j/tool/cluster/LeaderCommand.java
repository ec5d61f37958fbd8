package io.github.dqlite4j.tool.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.dqlite4j.tool.cli.ClusterOptions;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code leader}: who leads.
 */
@Command(name = "leader", description = "Print the address of the leader. Exit code 3 if there is none.")
public final class LeaderCommand implements Callable<Integer> {

	@Mixin
	private final ClusterOptions cluster = new ClusterOptions();

	@Mixin
	private final Output output = new Output();

	@Override
	public Integer call() throws IOException {
		String leader = this.cluster.administration().leader().toString();
		this.output.say(leader);
		if (this.output.isJson()) {
			this.output.row(Map.of("leader", leader));
		}
		return ExitStatus.OK;
	}

}
