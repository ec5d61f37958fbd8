package io.github.dqlite4j.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.tls.ClientTls;
import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import org.jspecify.annotations.Nullable;

/**
 * Three nodes of one cluster, each in a process of its own, all voters unless
 * {@link Nodes#roles} says otherwise.
 */
public final class ClusterProcesses {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final List<NodeProcess> nodes;

	private final @Nullable TlsOptions tls;

	ClusterProcesses(List<NodeProcess> nodes, @Nullable TlsOptions tls) {
		this.nodes = List.copyOf(nodes);
		this.tls = tls;
	}

	/**
	 * Returns the URL of a database, with all nodes in it.
	 * @param database the database, and options if any
	 */
	public String url(String database) {
		return this.nodes.stream()
			.map(NodeProcess::address)
			.collect(Collectors.joining(",", "jdbc:dqlite://", "/" + database + query()));
	}

	private String query() {
		return (this.tls == null) ? ""
				: "?sslRootCert=" + this.tls.rootCert() + "&sslCert=" + this.tls.cert() + "&sslKey=" + this.tls.key();
	}

	public List<NodeProcess> nodes() {
		return this.nodes;
	}

	/**
	 * Returns the node that leads, waiting for one.
	 */
	public NodeProcess leader() {
		return leaderAmong(this.nodes);
	}

	/**
	 * Returns the node that leads as some nodes see it, waiting for one.
	 * @param some nodes that can be asked
	 */
	public NodeProcess leaderAmong(List<NodeProcess> some) {
		try {
			return node(administration(some, this.tls).leader().toString());
		}
		catch (IOException ex) {
			throw new AssertionError("No leader among " + some, ex);
		}
	}

	/**
	 * Waits until the nodes but one have a leader among them.
	 * @param lost the node that is dead or out of reach
	 * @return the leader
	 */
	public NodeProcess awaitOtherLeader(NodeProcess lost) {
		NodeProcess[] leader = new NodeProcess[1];
		Awaiting.until("another node than " + lost + " leads", () -> {
			leader[0] = leaderAmong(others(lost));
			return leader[0] != lost;
		});
		return leader[0];
	}

	/**
	 * Returns a node of a role, waiting until there is one.
	 * @param role the role
	 */
	public NodeProcess awaitNode(NodeRole role) {
		NodeProcess[] found = new NodeProcess[1];
		Awaiting.until("a node is a " + role, () -> {
			for (NodeInfo member : administration(this.nodes, this.tls).members()) {
				found[0] = (member.role() == role) ? node(member.address()) : found[0];
			}
			return found[0] != null;
		});
		return found[0];
	}

	public List<NodeProcess> others(NodeProcess node) {
		return this.nodes.stream().filter((other) -> other != node).toList();
	}

	/**
	 * Hands leadership to a node, again and again until it has it: one that was started a
	 * moment ago lags behind and can't take over yet.
	 * @param node the node that is to lead
	 */
	public void transferLeadershipTo(NodeProcess node) {
		Awaiting.until(node + " leads", () -> {
			if (leader() != node) {
				requestTransferTo(node);
			}
			return leader() == node;
		});
	}

	private void requestTransferTo(NodeProcess node) throws IOException, EngineException {
		ClusterAdministration administration = administration(this.nodes, this.tls);
		for (NodeInfo member : administration.members()) {
			if (member.address().equals(node.address())) {
				administration.transferLeadership(member.id());
			}
		}
	}

	private NodeProcess node(String address) {
		return this.nodes.stream()
			.filter((node) -> node.address().equals(address))
			.findFirst()
			.orElseThrow(() -> new AssertionError("The leader " + address + " is none of " + this.nodes));
	}

	static ClusterAdministration administration(List<NodeProcess> nodes, @Nullable TlsOptions tls) {
		return new ClusterAdministration(nodes.stream().map((node) -> NodeAddress.parse(node.address())).toList(),
				TIMEOUT, (tls != null) ? new ClientTls(tls) : null);
	}

}
