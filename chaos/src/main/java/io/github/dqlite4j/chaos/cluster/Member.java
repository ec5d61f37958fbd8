package io.github.dqlite4j.chaos.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.testing.Awaiting;
import io.github.dqlite4j.testing.NodeProcess;

/**
 * A place in the cluster: the address stays, the process that serves it may be replaced.
 */
public final class Member {

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(1);

	private final int number;

	private final ConcurrentLinkedQueue<NodeCrash> crashes = new ConcurrentLinkedQueue<>();

	private volatile NodeProcess process;

	Member(int number, NodeProcess process) {
		this.number = number;
		this.process = process;
	}

	/**
	 * Return its number, from 0.
	 */
	public int number() {
		return this.number;
	}

	/**
	 * Return the address that the cluster and the clients know.
	 */
	public String address() {
		return this.process.address();
	}

	/**
	 * Return the process, which may have ended.
	 */
	public NodeProcess process() {
		return this.process;
	}

	/**
	 * End the process by SIGKILL. If it ended otherwise, that is a crash.
	 */
	public void kill() {
		this.process.kill();
		requireStatus(NodeCrash.SIGKILL);
	}

	/**
	 * End the process by SIGTERM, so that the node hands over. If it ended otherwise,
	 * that is a crash.
	 */
	public void stop() {
		this.process.stop();
		requireStatus(NodeCrash.SIGTERM);
	}

	private void requireStatus(int status) {
		if (this.process.exitStatus() != status) {
			crashed();
		}
	}

	/**
	 * Start the node again if it has ended by itself, which is a crash.
	 */
	public void revive() {
		if (!this.process.isAlive()) {
			crashed();
			this.process.restart();
		}
	}

	/**
	 * Kill the node and start it again if it hangs, which counts as a crash.
	 * @param timeout how long it may take to answer
	 */
	public void endIfItHangs(Duration timeout) {
		if (this.process.isAlive() && !Pulse.isFelt(NodeAddress.parse(address()), timeout) && this.process.isAlive()) {
			this.process.kill();
			this.crashes.add(new NodeCrash(toString(), NodeCrash.HANGS, this.process.log()));
			this.process.restart();
		}
	}

	/**
	 * Wait until the engine of this node answers, unless its process has ended.
	 */
	public void awaitAnswer() {
		Awaiting.until(this + " answers",
				() -> !this.process.isAlive() || Pulse.isFelt(NodeAddress.parse(address()), ANSWER_TIMEOUT));
	}

	private void crashed() {
		this.crashes.add(new NodeCrash(toString(), this.process.exitStatus(), this.process.log()));
	}

	/**
	 * Return the crashes since this was called last.
	 */
	public List<NodeCrash> takeCrashes() {
		List<NodeCrash> taken = List.copyOf(this.crashes);
		this.crashes.removeAll(taken);
		return taken;
	}

	void replaceBy(NodeProcess process) {
		this.process = process;
	}

	@Override
	public String toString() {
		return "node " + this.number + " (" + address() + ")";
	}

}
