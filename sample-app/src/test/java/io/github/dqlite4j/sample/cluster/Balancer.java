package io.github.dqlite4j.sample.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does what a load balancer does: it spreads requests over the instances that say that
 * they are ready, and asks them again and again. A request that an instance did not even
 * take goes to another one; one that it took does not. When none is ready it sends to all
 * of them.
 */
final class Balancer implements AutoCloseable {

	private static final long INTERVAL_MILLIS = 50;

	private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

	private final List<SampleInstance> instances;

	private final Set<SampleInstance> ready = ConcurrentHashMap.newKeySet();

	private final AtomicInteger next = new AtomicInteger();

	private final ScheduledExecutorService probes;

	Balancer(List<SampleInstance> instances) {
		this.instances = instances;
		this.ready.addAll(instances);
		this.probes = Executors.newScheduledThreadPool(instances.size());
		for (SampleInstance instance : instances) {
			this.probes.scheduleWithFixedDelay(() -> probe(instance), 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void probe(SampleInstance instance) {
		if (instance.isReady(PROBE_TIMEOUT)) {
			this.ready.add(instance);
		}
		else {
			this.ready.remove(instance);
		}
	}

	/**
	 * Send a request to an instance.
	 * @param timeout how long it may take to answer
	 * @throws IOException if the instance that took the request did not answer
	 */
	HttpAnswer send(String method, String path, String body, Duration timeout) throws IOException {
		int first = this.next.getAndIncrement();
		ConnectException refused = null;
		for (boolean onlyReady : new boolean[] { true, false }) {
			for (int i = 0; i < this.instances.size(); i++) {
				SampleInstance instance = this.instances.get(Math.floorMod(first + i, this.instances.size()));
				if (this.ready.contains(instance) == onlyReady) {
					try {
						return HttpAnswer.to(instance.port(), method, path, body, timeout);
					}
					catch (ConnectException ex) {
						refused = ex;
					}
				}
			}
		}
		throw (refused != null) ? refused : new ConnectException("There is no instance");
	}

	@Override
	public void close() {
		this.probes.shutdownNow();
	}

}
