package io.github.dqlite4j.tool.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.NodeAdministration;
import io.github.dqlite4j.protocol.MetadataResponse;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.tool.cli.ClusterOptions;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code describe}: failure domains and weights.
 */
@Command(name = "describe", description = "Ask nodes for their failure domain and weight.")
public final class DescribeCommand implements Callable<Integer> {

	@Mixin
	private final ClusterOptions options = new ClusterOptions();

	@Mixin
	private final Output output = new Output();

	@Parameters(paramLabel = "NODE", arity = "0..*", description = "Addresses or ids; all members if none is given.")
	private List<String> nodes = new ArrayList<>();

	@Override
	public Integer call() throws IOException, EngineException {
		Cluster cluster = this.options.cluster();
		Members members = new Members(new ClusterAdministration(cluster, this.options.timeout()));
		List<NodeInfo> asked = this.nodes.isEmpty() ? members.all() : this.nodes.stream().map(members::find).toList();
		List<Map<String, Object>> rows = new ArrayList<>();
		boolean complete = true;
		for (NodeInfo member : asked) {
			Map<String, Object> row = new LinkedHashMap<>();
			row.put("id", Members.id(member));
			row.put("address", member.address());
			complete &= describe(cluster, member, row);
			rows.add(row);
		}
		this.output.rows(rows);
		return complete ? ExitStatus.OK : ExitStatus.UNREACHABLE;
	}

	private boolean describe(Cluster cluster, NodeInfo member, Map<String, Object> row) throws EngineException {
		row.put("failure_domain", null);
		row.put("weight", null);
		try {
			MetadataResponse metadata = new NodeAdministration(cluster, NodeAddress.parse(member.address()),
					this.options.timeout())
				.describe();
			row.put("failure_domain", Long.toUnsignedString(metadata.failureDomain()));
			row.put("weight", Long.toUnsignedString(metadata.weight()));
			return true;
		}
		catch (IOException ex) {
			this.output.err().println("dqlite: the node " + member.address() + " can't be asked: " + ex.getMessage());
			return false;
		}
	}

}
