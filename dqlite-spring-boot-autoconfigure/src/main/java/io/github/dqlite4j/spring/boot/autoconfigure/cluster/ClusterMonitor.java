package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Watches the cluster and publishes a {@link ClusterEvent} for what changes. Leaders are
 * noticed at once when a connection of the application finds one, everything else within
 * the interval. All of it happens on one thread of its own, and listeners are called by
 * it.
 * <p>
 * Stops before the web server does: what an application sees of its own end is nothing
 * that needs to be told.
 */
public final class ClusterMonitor implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ClusterMonitor.class);

	/**
	 * Longer than an election takes.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final ObjectProvider<ClusterObserver> observer;

	private final ApplicationEventPublisher publisher;

	private final BooleanSupplier wanted;

	private final Duration interval;

	private final Consumer<NodeAddress> leaderListener = this::leaderFound;

	private final AtomicLong leaderChanges = new AtomicLong();

	private volatile @Nullable ScheduledExecutorService executor;

	private volatile @Nullable ClusterView view;

	/**
	 * Create a monitor.
	 * @param observer what asks the cluster; asked for when the monitor starts
	 * @param publisher where the events go
	 * @param wanted whether the application uses the cluster, asked when the monitor
	 * starts
	 * @param interval the time between two looks at the cluster; not positive to take
	 * none
	 */
	ClusterMonitor(ObjectProvider<ClusterObserver> observer, ApplicationEventPublisher publisher,
			BooleanSupplier wanted, Duration interval) {
		this.observer = observer;
		this.publisher = publisher;
		this.wanted = wanted;
		this.interval = interval;
	}

	@Override
	public void start() {
		if (isRunning() || this.interval.isZero() || this.interval.isNegative() || !this.wanted.getAsBoolean()) {
			return;
		}
		ClusterObserver cluster = this.observer.getObject();
		this.view = ClusterView.unknown(cluster.options().database().value());
		ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "dqlite-cluster-monitor");
			thread.setDaemon(true);
			return thread;
		});
		this.executor = started;
		cluster.addLeaderListener(this.leaderListener);
		started.scheduleWithFixedDelay(() -> guarded(() -> look(cluster)), 0, this.interval.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	/**
	 * Called by the thread that found the leader, which must not be held up.
	 */
	private void leaderFound(NodeAddress leader) {
		ScheduledExecutorService running = this.executor;
		if (running != null) {
			try {
				running.execute(() -> guarded(() -> take(current().ledBy(leader, Instant.now()))));
			}
			catch (RejectedExecutionException ex) {
				logger.debug("The monitor of the cluster has just stopped", ex);
			}
		}
	}

	private void look(ClusterObserver cluster) {
		try {
			take(current().ledBy(cluster.leader(PATIENCE), Instant.now()));
			take(current().consistingOf(cluster.members()));
		}
		catch (EngineException ex) {
			logger.debug("The leader does not name the members", ex);
		}
		catch (IOException ex) {
			if (!Thread.currentThread().isInterrupted()) {
				missed(cluster, ex);
			}
		}
	}

	/**
	 * The leader may have gone just when it was asked for the members: only where none is
	 * found at all the quorum is lost.
	 */
	private void missed(ClusterObserver cluster, IOException failure) {
		try {
			take(current().ledBy(cluster.leader(PATIENCE), Instant.now()));
		}
		catch (IOException ex) {
			if (!Thread.currentThread().isInterrupted()) {
				ex.addSuppressed(failure);
				take(current().withoutLeader(String.valueOf(ex.getMessage()), Instant.now()));
			}
		}
	}

	private void take(ClusterView.Step step) {
		this.view = step.view();
		for (ClusterEvent event : step.events()) {
			if (event instanceof LeaderChangedEvent) {
				this.leaderChanges.incrementAndGet();
			}
			if (event instanceof QuorumLostEvent lost) {
				logger.warn("The dqlite cluster has lost its quorum. {}", lost.reason());
			}
			else {
				logger.info("{}", event);
			}
			this.publisher.publishEvent(event);
		}
	}

	/**
	 * A scheduled task that throws would be the last one.
	 */
	private static void guarded(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			logger.warn("A listener to what happens to the dqlite cluster has failed", ex);
		}
	}

	private ClusterView current() {
		ClusterView known = this.view;
		if (known == null) {
			throw new IllegalStateException("The monitor of the cluster was not started");
		}
		return known;
	}

	/**
	 * Return what was seen of the cluster last.
	 * @return the view, or {@code null} if the monitor was never started
	 */
	@Nullable ClusterView view() {
		return this.view;
	}

	/**
	 * Return how often another node took the lead.
	 */
	long leaderChanges() {
		return this.leaderChanges.get();
	}

	@Override
	public void stop() {
		ScheduledExecutorService running = this.executor;
		this.executor = null;
		if (running != null) {
			this.observer.getObject().removeLeaderListener(this.leaderListener);
			running.shutdownNow();
		}
	}

	@Override
	public boolean isRunning() {
		return this.executor != null;
	}

}
