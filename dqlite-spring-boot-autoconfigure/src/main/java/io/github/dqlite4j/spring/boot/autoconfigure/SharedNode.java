package io.github.dqlite4j.spring.boot.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeStartException;
import io.github.dqlite4j.node.RunningNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node and how many use it. Lives once: it is started by its first user, and of no
 * use any more when the last one has gone or the start has failed.
 */
final class SharedNode {

	private static final Logger logger = LoggerFactory.getLogger(SharedNode.class);

	private static final Duration ROLE_TIMEOUT = Duration.ofSeconds(1);

	private final EmbeddedNodeSettings settings;

	private final Consumer<SharedNode> onStop;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable StartedNode started;

	private int users;

	private boolean stopped;

	SharedNode(EmbeddedNodeSettings settings, Consumer<SharedNode> onStop) {
		this.settings = settings;
		this.onStop = onStop;
	}

	/**
	 * Use the node, starting it for the first user. Others wait for the start to end.
	 * @param requested the settings that the user expects
	 * @return one use, or {@code null} if the node has stopped
	 * @throws NodeStartException if it can't be started
	 */
	@Nullable EmbeddedNode acquire(EmbeddedNodeSettings requested) throws NodeStartException {
		this.lock.lock();
		try {
			if (this.stopped) {
				return null;
			}
			if (!requested.equals(this.settings)) {
				throw otherSettings(requested);
			}
			StartedNode node = (this.started != null) ? this.started : start();
			this.users++;
			BundleTls tls = this.settings.tls();
			if (tls != null && requested.tls() != null) {
				requested.tls().knownBy(NodeAddress.parse(node.node().address()).host());
				requested.tls().alsoRenew(tls);
			}
			return new EmbeddedNode(node, tls, this::release);
		}
		finally {
			this.lock.unlock();
		}
	}

	private StartedNode start() throws NodeStartException {
		boolean done = false;
		try {
			StartedNode node = this.settings.start();
			this.started = node;
			done = true;
			RunningNode running = node.node();
			logger.info("Embedded dqlite node {} is a {} at {}, with its data in {}",
					Long.toUnsignedString(running.id()), role(running), running.address(), running.dataDirectory());
			return node;
		}
		finally {
			if (!done) {
				stop();
			}
		}
	}

	/**
	 * Ask the cluster for the role of the node, for the log.
	 */
	private String role(RunningNode running) {
		Set<NodeAddress> nodes = new LinkedHashSet<>();
		nodes.add(NodeAddress.parse(running.address()));
		this.settings.node().join().forEach((address) -> nodes.add(NodeAddress.parse(address)));
		try {
			return this.settings.administration(List.copyOf(nodes), ROLE_TIMEOUT)
				.members()
				.stream()
				.filter((member) -> member.id() == running.id())
				.findFirst()
				.map((member) -> member.role().name().toLowerCase(Locale.ROOT))
				.orElse("stranger to its cluster");
		}
		catch (IOException | EngineException ex) {
			// a majority of the cluster may be down: the first connection says so
			logger.debug("The role of the embedded node is not known yet", ex);
			return "member without a leader";
		}
	}

	private void release() {
		this.lock.lock();
		try {
			this.users--;
			if (this.users == 0) {
				stop();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void stop() {
		this.stopped = true;
		try {
			if (this.started != null) {
				this.started.node().close();
			}
		}
		finally {
			this.onStop.accept(this);
		}
	}

	private DqliteConfigurationException otherSettings(EmbeddedNodeSettings requested) {
		return new DqliteConfigurationException(
				"Two application contexts of this process want to run a dqlite node in "
						+ this.settings.node().dataDirectory() + ", but with different settings: "
						+ this.settings.describe() + " and " + requested.describe() + ".",
				"Give both the same settings under " + DatabaseSelection.NODE + ", so that they share the node, or give"
						+ " each a " + DatabaseSelection.NODE + ".data-dir of its own.");
	}

}
