package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.jdbc.DqliteUrl;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConnectionDetails;
import io.github.dqlite4j.spring.boot.autoconfigure.pool.ConnectionPool;
import io.github.dqlite4j.spring.boot.autoconfigure.pool.ConnectionPools;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.context.event.EventListener;

/**
 * Takes the connections to a former leader out of the pools as soon as any connection
 * finds another leader: the idle ones at once, those that are in use when they are given
 * back. Otherwise each of them would find out by a request that is refused. Pools of
 * kinds that are not known are left alone: their connections find out that way.
 */
final class FormerLeaderEviction implements DestructionAwareBeanPostProcessor, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(FormerLeaderEviction.class);

	private static final long IDLE_SECONDS = 5;

	private final ObjectProvider<DqliteConnectionDetails> connectionDetails;

	/**
	 * Keeps the clusters as well: those of the driver go when nobody holds them.
	 */
	private final Map<Object, Subscription> subscriptions = new ConcurrentHashMap<>();

	/**
	 * Whoever finds a leader must not wait until connections to another one are closed.
	 * What comes after the end is not needed: the pools close as well.
	 */
	private final ExecutorService executor = new ThreadPoolExecutor(0, 1, IDLE_SECONDS, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), FormerLeaderEviction::thread, new ThreadPoolExecutor.DiscardPolicy());

	FormerLeaderEviction(ObjectProvider<DqliteConnectionDetails> connectionDetails) {
		this.connectionDetails = connectionDetails;
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "dqlite-former-leader-eviction");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Before the initialization, since others wrap the bean after it.
	 */
	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		ConnectionPool pool = ConnectionPools.of(bean);
		if (pool != null && DqliteUrl.accepts(String.valueOf(pool.url()))) {
			Subscription subscription = subscription(beanName, pool);
			if (subscription != null && this.subscriptions.putIfAbsent(bean, subscription) == null) {
				subscription.begin();
			}
		}
		return bean;
	}

	/**
	 * Find the cluster as the driver knows it: by the details, if the pool is made of
	 * them, or else by the URL alone.
	 */
	private @Nullable Subscription subscription(String beanName, ConnectionPool pool) {
		String url = String.valueOf(pool.url());
		DqliteConnectionDetails known = this.connectionDetails.getIfAvailable();
		DqliteConnectionDetails details = (known != null) ? known.forUrl(url) : null;
		try {
			ConnectionOptions options = (details != null) ? details.getConnectionOptions() : DqliteUrl.parse(url);
			return new Subscription(Cluster.shared(options), new Eviction(beanName, pool), details != null);
		}
		catch (IllegalArgumentException ex) {
			logger.debug("The pool {} can't connect, and says so itself when it is used", beanName, ex);
			return null;
		}
	}

	/**
	 * What the monitor of the cluster sees may be news for connections that nobody uses.
	 */
	@EventListener
	void leaderChanged(LeaderChangedEvent event) {
		this.subscriptions.values()
			.stream()
			.filter(Subscription::watched)
			.forEach((subscription) -> subscription.eviction().accept(event.leader()));
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
		return ConnectionPools.of(bean) != null;
	}

	@Override
	public void destroy() {
		this.executor.shutdown();
	}

	/**
	 * A pool and where its connections lead to.
	 *
	 * @param cluster the cluster
	 * @param eviction what is called when another node leads
	 * @param watched whether it is the cluster that the application watches
	 */
	private record Subscription(Cluster cluster, Eviction eviction, boolean watched) {

		/**
		 * The leader may have been found before, by somebody else.
		 */
		void begin() {
			this.cluster.addLeaderListener(this.eviction);
			this.eviction.leader.compareAndSet(null, this.cluster.lastLeader());
		}

	}

	/**
	 * Replaces the connections of one pool once for each change of leadership, whoever
	 * tells of it first.
	 */
	private final class Eviction implements Consumer<NodeAddress> {

		private final String name;

		private final ConnectionPool pool;

		private final AtomicReference<@Nullable NodeAddress> leader = new AtomicReference<>();

		Eviction(String name, ConnectionPool pool) {
			this.name = name;
			this.pool = pool;
		}

		@Override
		public void accept(NodeAddress found) {
			NodeAddress former = this.leader.getAndSet(found);
			if (former != null && !former.equals(found)) {
				FormerLeaderEviction.this.executor.execute(() -> evict(found));
			}
		}

		private void evict(NodeAddress found) {
			logger.debug("The pool {} replaces its connections: the leader is {} now", this.name, found);
			try {
				this.pool.evict();
			}
			catch (RuntimeException ex) {
				logger.warn("The pool {} does not replace its connections to the former leader: each of them finds out"
						+ " by its next request", this.name, ex);
			}
		}

	}

}
