package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.util.Locale;

import io.github.dqlite4j.protocol.NodeRole;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Measures what {@link ClusterMonitor} sees. Reading a meter asks nobody.
 */
final class ClusterMetrics implements MeterBinder {

	private final ClusterMonitor monitor;

	ClusterMetrics(ClusterMonitor monitor) {
		this.monitor = monitor;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("dqlite.cluster.leader.known", this.monitor, ClusterMetrics::leaderKnown)
			.description("Whether the cluster has a leader: 1, or 0 while the quorum is lost")
			.register(registry);
		FunctionCounter.builder("dqlite.cluster.leader.changes", this.monitor, ClusterMonitor::leaderChanges)
			.description("How often another node took the lead")
			.register(registry);
		for (NodeRole role : NodeRole.values()) {
			Gauge.builder("dqlite.cluster.members", this.monitor, (cluster) -> members(cluster, role))
				.description("Number of members of the cluster, by their role")
				.tag("role", role.name().toLowerCase(Locale.ROOT))
				.register(registry);
		}
	}

	private static double leaderKnown(ClusterMonitor monitor) {
		ClusterView view = monitor.view();
		if (view == null || view.leader() == null && view.lostAt() == null) {
			return Double.NaN;
		}
		return (view.lostAt() == null) ? 1 : 0;
	}

	private static double members(ClusterMonitor monitor, NodeRole role) {
		ClusterView view = monitor.view();
		if (view == null || view.members().isEmpty()) {
			return Double.NaN;
		}
		return view.members().stream().filter((member) -> member.role() == role).count();
	}

}
