package io.github.dqlite4j.spring.boot.autoconfigure.health;

import java.time.Duration;

import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Asks a pool for its health only while the cluster has a leader. Without one a pool
 * waits for its whole connection timeout, by default half a minute, which is longer than
 * those who ask for the health wait.
 */
final class LeaderFirstHealthIndicator extends AbstractHealthIndicator {

	/**
	 * Longer than an election takes, shorter than a load balancer waits.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private final HealthIndicator pool;

	private final ObjectProvider<ClusterObserver> observer;

	LeaderFirstHealthIndicator(HealthIndicator pool, ObjectProvider<ClusterObserver> observer) {
		super("The dqlite cluster has no leader that can be reached");
		this.pool = pool;
		this.observer = observer;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws Exception {
		this.observer.getObject().leader(TIMEOUT);
		Health health = this.pool.health();
		if (health != null) {
			builder.status(health.getStatus()).withDetails(health.getDetails());
		}
	}

}
