package io.github.dqlite4j.node;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/**
 * One {@code dqlite_node} of the C library, from its creation to its destruction. To be
 * used by one thread at a time.
 */
final class NativeNode {

	/**
	 * {@code struct dqlite_node_info_ext}: size, id, address and role, each 64 bits wide.
	 */
	private static final int INFO_SIZE = 4 * Long.BYTES;

	private static final long VOTER = 0;

	private final Engine engine;

	private final Pointer node;

	private NativeNode(Engine engine, Pointer node) {
		this.engine = engine;
		this.node = node;
	}

	/**
	 * Creates a node that does not run yet.
	 * @param engine the engine; its start lock must be held
	 * @param id the node's id, not 0
	 * @param address the numeric address the other nodes and the clients use
	 * @param dataDirectory an existing directory
	 * @return the node, which must be destroyed
	 * @throws EngineException if the library refuses
	 */
	static NativeNode create(Engine engine, long id, String address, Path dataDirectory) throws EngineException {
		PointerByReference out = new PointerByReference();
		int code = engine.library().dqlite_node_create(id, address, dataDirectory.toString(), out);
		Pointer node = out.getValue();
		if (code != 0) {
			// Up to 1.14 the library has freed the node and leaves null; later ones leave
			// it, to be asked and destroyed.
			String message = engine.library().dqlite_node_errmsg(node);
			if (node != null) {
				engine.library().dqlite_node_destroy(node);
			}
			throw new EngineException("create the node in " + dataDirectory, code, message);
		}
		return new NativeNode(engine, node);
	}

	void setNetworkLatency(Duration latency) throws EngineException {
		check("set the network latency to " + latency.toMillis() + " ms",
				this.engine.library().dqlite_node_set_network_latency_ms(this.node, (int) latency.toMillis()));
	}

	void setSnapshotParameters(int threshold, int trailing) throws EngineException {
		check("set the snapshot threshold to " + threshold + " and the trailing entries to " + trailing,
				this.engine.library().dqlite_node_set_snapshot_params(this.node, threshold, trailing));
	}

	void bind(String address) throws EngineException {
		check("bind the address " + address, this.engine.library().dqlite_node_set_bind_address(this.node, address));
	}

	void start() throws EngineException {
		check("start the node", this.engine.library().dqlite_node_start(this.node));
	}

	/**
	 * Overwrites the member list in the data directory with this node as the only member.
	 * The node must not run.
	 * @param id the node's id
	 * @param address its new address
	 * @throws EngineException if the library refuses
	 */
	void recoverAsOnlyMember(long id, String address) throws EngineException {
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
	 * Stops the running node: closes its clients, ends its thread. It must then be
	 * destroyed.
	 * @throws EngineException if the node's loop had ended with an error
	 */
	void stop() throws EngineException {
		check("stop the node", this.engine.library().dqlite_node_stop(this.node));
	}

	void destroy() {
		this.engine.library().dqlite_node_destroy(this.node);
	}

	private void check(String operation, int code) throws EngineException {
		if (code != 0) {
			throw new EngineException(operation, code, this.engine.library().dqlite_node_errmsg(this.node));
		}
	}

	/**
	 * The C library refused an operation.
	 */
	static final class EngineException extends Exception {

		private static final long serialVersionUID = 1L;

		EngineException(String operation, int code, @Nullable String message) {
			super("The engine could not " + operation + ": "
					+ ((message == null || message.isEmpty()) ? "error " + code : message + " (error " + code + ")"));
		}

	}

}
