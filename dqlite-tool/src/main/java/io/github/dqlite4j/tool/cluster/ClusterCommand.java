package io.github.dqlite4j.tool.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.NodeAdministration;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.tool.cli.ClusterOptions;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code cluster}: who the members are, who leads, who answers.
 */
@Command(name = "cluster", description = "List the members: id, address, role, who leads, who answers from here.")
public final class ClusterCommand implements Callable<Integer> {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	@Mixin
	private final ClusterOptions options = new ClusterOptions();

	@Mixin
	private final Output output = new Output();

	@Override
	public Integer call() throws IOException, EngineException {
		Cluster cluster = this.options.cluster();
		ClusterAdministration administration = new ClusterAdministration(cluster, this.options.timeout());
		String leader = administration.leader().toString();
		List<Map<String, Object>> rows = new ArrayList<>();
		for (NodeInfo member : administration.members()) {
			Map<String, Object> row = new LinkedHashMap<>();
			row.put("id", Members.id(member));
			row.put("address", member.address());
			row.put("role", member.role().name().toLowerCase(Locale.ROOT));
			row.put("leader", member.address().equals(leader));
			row.put("answers", answers(cluster, member));
			rows.add(row);
		}
		this.output.rows(rows);
		return ExitStatus.OK;
	}

	private static boolean answers(Cluster cluster, NodeInfo member) {
		try {
			new NodeAdministration(cluster, NodeAddress.parse(member.address()), PATIENCE).describe();
			return true;
		}
		catch (IOException | IllegalArgumentException ex) {
			// that is the answer
			return false;
		}
		catch (EngineException ex) {
			// it refuses, and so it answers
			return true;
		}
	}

}
