package io.github.dqlite4j.node;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.Deadline;

/**
 * One {@code dqlite_node} of the C library, from its creation to its destruction. To be
 * used by one thread at a time.
 */
final class NativeNode implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(NativeNode.class);

	/**
	 * {@code struct dqlite_node_info_ext}: size, id, address and role, each 64 bits wide.
	 */
	private static final int INFO_SIZE = 4 * Long.BYTES;

	private static final long VOTER = 0;

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

	/**
	 * Nodes that did not stop. They are referenced as long as the engine may call them.
	 */
	private static final Set<NativeNode> abandoned = ConcurrentHashMap.newKeySet();

	private final Engine engine;

	private final Pointer node;

	/**
	 * Referenced as long as the engine may call it.
	 */
	private @Nullable PeerDialer dialer;

	private boolean started;

	private NativeNode(Engine engine, Pointer node) {
		this.engine = engine;
		this.node = node;
	}

	/**
	 * Creates a node that does not run yet.
	 * @param engine the engine; its lock for nodes must be held
	 * @param id the node's id, not 0
	 * @param address the numeric address the other nodes and the clients use
	 * @param dataDirectory an existing directory
	 * @return the node, which must be closed
	 * @throws NativeException if the library refuses
	 */
	static NativeNode create(Engine engine, long id, String address, Path dataDirectory) throws NativeException {
		Runnable restoreVfsList = engine.vfsList().snapshot();
		PointerByReference out = new PointerByReference();
		int code = engine.library().dqlite_node_create(id, address, dataDirectory.toString(), out);
		Pointer node = out.getValue();
		if (code != 0) {
			// Up to 1.14 the library has freed the node and leaves null; later ones leave
			// it, to be asked and destroyed.
			String message = null;
			if (node != null) {
				message = engine.library().dqlite_node_errmsg(node);
				engine.library().dqlite_node_destroy(node);
			}
			restoreVfsList.run();
			throw new NativeException("create the node in " + dataDirectory, code, message);
		}
		return new NativeNode(engine, node);
	}

	void setNetworkLatency(Duration latency) throws NativeException {
		check("set the network latency to " + latency.toMillis() + " ms",
				this.engine.library().dqlite_node_set_network_latency_ms(this.node, (int) latency.toMillis()));
	}

	void setFailureDomain(long failureDomain) throws NativeException {
		check("set the failure domain to " + Long.toUnsignedString(failureDomain),
				this.engine.library().dqlite_node_set_failure_domain(this.node, failureDomain));
	}

	/**
	 * Has names resolved each time another node is dialled. The engine itself would take
	 * numbers only, up to 1.11 only those of IPv4, and wait for minutes.
	 * @param connector what connects to a number, or {@code null} for plain sockets
	 * @throws NativeException if the library refuses
	 */
	void connectBy(Transport.@Nullable Connector connector) throws NativeException {
		PeerDialer created = new PeerDialer(connector);
		this.dialer = created;
		check("set the function that connects to other nodes",
				this.engine.library().dqlite_node_set_connect_func(this.node, created, null));
	}

	void setSnapshotParameters(int threshold, int trailing) throws NativeException {
		check("set the snapshot threshold to " + threshold + " and the trailing entries to " + trailing,
				this.engine.library().dqlite_node_set_snapshot_params(this.node, threshold, trailing));
	}

	/**
	 * Sets where the node listens. Up to 1.11 the library does not say why it cannot.
	 * @param address the numeric address
	 * @return whether the library accepts it
	 */
	boolean bind(String address) {
		return this.engine.library().dqlite_node_set_bind_address(this.node, address) == 0;
	}

	void start() throws NativeException {
		check("start the node", this.engine.library().dqlite_node_start(this.node));
		this.started = true;
	}

	/**
	 * Overwrites the member list in the data directory with this node as the only member.
	 * The node must not run.
	 * @param id the node's id
	 * @param address its new address
	 * @throws NativeException if the library refuses
	 */
	void recoverAsOnlyMember(long id, String address) throws NativeException {
		byte[] text = address.getBytes(StandardCharsets.US_ASCII);
		try (Memory name = new Memory(text.length + 1L); Memory info = new Memory(INFO_SIZE)) {
			name.write(0, text, 0, text.length);
			name.setByte(text.length, (byte) 0);
			info.setLong(0, INFO_SIZE);
			info.setLong(Long.BYTES, id);
			info.setLong(2 * Long.BYTES, Pointer.nativeValue(name));
			info.setLong(3 * Long.BYTES, VOTER);
			check("move the node to the address " + address,
					this.engine.library().dqlite_node_recover_ext(this.node, info, 1));
		}
	}

	/**
	 * Stops the node if it runs, which closes its clients and ends its thread, and
	 * destroys it. It must not be used again. A node that does not stop in time is left
	 * alone, because 1.11.1 may never stop when it is told to in the middle of a change
	 * of its members: {@link #isAbandoned()} tells.
	 */
	@Override
	public void close() {
		if (this.started && !stop()) {
			abandoned.add(this);
			return;
		}
		this.engine.nodesLock().lock();
		try {
			this.engine.library().dqlite_node_destroy(this.node);
		}
		finally {
			this.engine.nodesLock().unlock();
		}
	}

	/**
	 * Tells whether the node did not stop when it was closed: its threads may be at work
	 * still, in its data directory too, until the process ends.
	 * @return whether it was left alone
	 */
	boolean isAbandoned() {
		return abandoned.contains(this);
	}

	private boolean stop() {
		FutureTask<Integer> stop = new FutureTask<>(() -> this.engine.library().dqlite_node_stop(this.node));
		Thread thread = new Thread(stop, "dqlite-stop");
		thread.setDaemon(true);
		thread.start();
		Deadline deadline = Deadline.within(STOP_TIMEOUT);
		boolean interrupted = false;
		try {
			while (true) {
				try {
					int code = stop.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
					if (code != 0) {
						logger.warn("A dqlite node has not stopped cleanly: {} (error {})",
								this.engine.library().dqlite_node_errmsg(this.node), code);
					}
					return true;
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		catch (TimeoutException ex) {
			logger.error(
					"The engine of a dqlite node does not stop within {} s. It is left alone until the process"
							+ " ends, and keeps its port and its data directory. What it has confirmed is on disk.",
					STOP_TIMEOUT.toSeconds());
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The engine cannot be told to stop", ex.getCause());
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void check(String operation, int code) throws NativeException {
		if (code != 0) {
			throw new NativeException(operation, code, this.engine.library().dqlite_node_errmsg(this.node));
		}
	}

	/**
	 * The C library refused an operation.
	 */
	static final class NativeException extends Exception {

		private static final long serialVersionUID = 1L;

		NativeException(String operation, int code, @Nullable String message) {
			super("The engine could not " + operation + ": "
					+ ((message == null || message.isEmpty()) ? describe(code) : message) + " (error " + code + ")");
		}

		/**
		 * Explains the codes of the raft library, which is all that up to 1.14 tells of a
		 * node it cannot create.
		 */
		private static String describe(int code) {
			return switch (code) {
				case 6 -> "a file is malformed";
				case 12 -> "a file is corrupt";
				case 18 -> "input or output failed";
				case 22 -> "no space is left";
				default -> "it does not say why";
			};
		}

	}

}
