package io.github.dqlite4j.spring.boot.autoconfigure.health;

import io.github.dqlite4j.spring.boot.autoconfigure.NodeStatus;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterState;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Is up while the cluster has a leader. Does not use the pool, and answers within two
 * seconds.
 */
final class DqliteHealthIndicator extends AbstractHealthIndicator {

	private final ObjectProvider<ClusterObserver> observer;

	private final ObjectProvider<NodeStatus> node;

	DqliteHealthIndicator(ObjectProvider<ClusterObserver> observer, ObjectProvider<NodeStatus> node) {
		super("The dqlite cluster can't be asked for its health");
		this.observer = observer;
		this.node = node;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws Exception {
		ClusterObserver cluster = this.observer.getObject();
		builder.withDetail("database", cluster.options().database().value());
		this.node.ifAvailable((own) -> builder.withDetail("node", own.describe()));
		ClusterState state = cluster.observe();
		builder.up().withDetail("leader", state.leader().toString()).withDetail("nodes", state.members().size());
	}

}
