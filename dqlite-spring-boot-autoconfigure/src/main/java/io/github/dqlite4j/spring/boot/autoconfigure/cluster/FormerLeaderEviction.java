package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.jdbc.DqliteUrl;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.context.event.EventListener;

/**
 * Takes the connections to a former leader out of the pool as soon as any connection
 * finds another leader: the idle ones at once, those that are in use when they are given
 * back. Otherwise each of them would find out by a request that is refused. Other pools
 * than Hikari's are left alone: their connections find out that way.
 */
final class FormerLeaderEviction implements DestructionAwareBeanPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(FormerLeaderEviction.class);

	private final ObjectProvider<DqliteConnectionDetails> connectionDetails;

	/**
	 * Keeps the clusters as well: those of the driver go when nobody holds them.
	 */
	private final Map<HikariDataSource, Subscription> subscriptions = new ConcurrentHashMap<>();

	FormerLeaderEviction(ObjectProvider<DqliteConnectionDetails> connectionDetails) {
		this.connectionDetails = connectionDetails;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource pool && DqliteUrl.accepts(String.valueOf(pool.getJdbcUrl()))) {
			this.connectionDetails.ifAvailable((details) -> subscribe(pool, details));
		}
		return bean;
	}

	private void subscribe(HikariDataSource pool, DqliteConnectionDetails details) {
		if (details.getJdbcUrl().equals(pool.getJdbcUrl())) {
			Subscription subscription = new Subscription(Cluster.shared(details.getConnectionOptions()),
					new Eviction(pool));
			if (this.subscriptions.putIfAbsent(pool, subscription) == null) {
				subscription.cluster().addLeaderListener(subscription.eviction());
			}
		}
	}

	/**
	 * What the monitor of the cluster sees may be news for connections that nobody uses.
	 */
	@EventListener
	void leaderChanged(LeaderChangedEvent event) {
		this.subscriptions.values().forEach((subscription) -> subscription.eviction().accept(event.leader()));
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		Subscription subscription = this.subscriptions.remove(bean);
		if (subscription != null) {
			subscription.cluster().removeLeaderListener(subscription.eviction());
		}
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return bean instanceof HikariDataSource;
	}

	private record Subscription(Cluster cluster, Eviction eviction) {

	}

	/**
	 * Replaces the connections of one pool once for each change of leadership, whoever
	 * tells of it first.
	 */
	private static final class Eviction implements Consumer<NodeAddress> {

		private final HikariDataSource pool;

		private final AtomicReference<@Nullable NodeAddress> leader = new AtomicReference<>();

		Eviction(HikariDataSource pool) {
			this.pool = pool;
		}

		@Override
		public void accept(NodeAddress found) {
			HikariPoolMXBean connections = this.pool.getHikariPoolMXBean();
			if (!found.equals(this.leader.getAndSet(found)) && connections != null) {
				logger.debug("{} replaces its connections: the leader is {} now", this.pool.getPoolName(), found);
				connections.softEvictConnections();
			}
		}

	}

}
