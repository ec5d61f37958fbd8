package io.github.dqlite4j.spring.boot.autoconfigure.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterState;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@link Endpoint @Endpoint} that shows the cluster: who belongs to it and who leads.
 */
@Endpoint(id = "dqlite")
public class DqliteEndpoint {

	private final ObjectProvider<ClusterObserver> observer;

	/**
	 * Create the endpoint.
	 * @param observer what asks the cluster; asked for at the first request
	 */
	public DqliteEndpoint(ObjectProvider<ClusterObserver> observer) {
		this.observer = observer;
	}

	/**
	 * Describe the cluster.
	 * @return the description; without leader and nodes, but with the problem, if the
	 * cluster can't be asked within some seconds
	 */
	@ReadOperation
	public ClusterDescriptor cluster() {
		ClusterObserver cluster = this.observer.getObject();
		String database = cluster.options().database().value();
		try {
			ClusterState state = cluster.observe();
			Versions versions = Versions.ofConnection(cluster.options());
			List<NodeDescriptor> nodes = state.members()
				.stream()
				.map((member) -> NodeDescriptor.of(member, state.leader()))
				.toList();
			return new ClusterDescriptor(database, state.leader().toString(), versions.sqlite(), versions.driver(),
					nodes, null);
		}
		catch (IOException | EngineException ex) {
			return new ClusterDescriptor(database, null, null, Versions.ofDriver().driver(), List.of(),
					ex.getMessage());
		}
	}

	/**
	 * Description of a cluster.
	 *
	 * @param database the database that the application uses
	 * @param leader the address of the node that leads, if known
	 * @param sqliteVersion the version of SQLite on the leader, if known
	 * @param driverVersion the version of the driver
	 * @param nodes the members
	 * @param problem why the cluster can't be asked, if so
	 */
	public record ClusterDescriptor(String database, @Nullable String leader, @Nullable String sqliteVersion,
			String driverVersion, List<NodeDescriptor> nodes,
			@Nullable String problem) implements OperationResponseBody {

	}

	/**
	 * Description of a member of a cluster.
	 *
	 * @param id the id of the node
	 * @param address its address
	 * @param role its role: voter, standby or spare
	 * @param leader whether it leads
	 */
	public record NodeDescriptor(long id, String address, String role, boolean leader) {

		static NodeDescriptor of(NodeInfo member, NodeAddress leader) {
			return new NodeDescriptor(member.id(), member.address(), member.role().name().toLowerCase(Locale.ROOT),
					member.address().equals(leader.toString()));
		}

	}

}
