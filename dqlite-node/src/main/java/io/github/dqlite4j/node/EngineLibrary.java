package io.github.dqlite4j.node;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code dqlite.h} that every supported version of libdqlite (1.9 and
 * later) has, under their C names. A {@code dqlite_node *} is a {@link Pointer}; ids are
 * unsigned 64-bit numbers; functions that return {@code int} return 0 when they succeed.
 * Not thread-safe for one node: {@link NativeNode} sees to that.
 */
interface EngineLibrary extends Library {

	/**
	 * What {@link #dqlite_node_set_bind_address} and others return for a value they do
	 * not accept.
	 */
	int MISUSE = 2;

	int dqlite_version_number();

	int dqlite_node_create(long id, String address, String dataDirectory, PointerByReference node);

	void dqlite_node_destroy(Pointer node);

	int dqlite_node_set_bind_address(Pointer node, String address);

	int dqlite_node_set_network_latency_ms(Pointer node, int milliseconds);

	int dqlite_node_set_snapshot_params(Pointer node, int threshold, int trailing);

	/**
	 * Sets what connects the node to others.
	 * @param node a node that was not started
	 * @param function what connects; the caller keeps a reference to it while the node
	 * lives
	 * @param argument passed to the function
	 * @return 0, or an error
	 */
	int dqlite_node_set_connect_func(Pointer node, ConnectFunction function, @Nullable Pointer argument);

	int dqlite_node_set_failure_domain(Pointer node, long failureDomain);

	int dqlite_node_start(Pointer node);

	int dqlite_node_stop(Pointer node);

	/**
	 * Overwrites the list of members in a data directory.
	 * @param node a node that was created and not started
	 * @param infos an array of {@code struct dqlite_node_info_ext}, as {@link NativeNode}
	 * lays it out
	 * @param count the number of elements in {@code infos}
	 * @return 0, or an error of the raft library
	 */
	int dqlite_node_recover_ext(Pointer node, Pointer infos, int count);

	@Nullable String dqlite_node_errmsg(@Nullable Pointer node);

	long dqlite_generate_node_id(String address);

	/**
	 * {@code int (*)(void *, const char *, int *)}: connects to another node. Called by
	 * threads of the engine; may block, must not throw.
	 */
	interface ConnectFunction extends Callback {

		/**
		 * Connects.
		 * @param argument what was given along with the function
		 * @param address the address of the other node, as the raft log has it
		 * @param descriptor receives a connected, blocking stream socket, which then is
		 * the engine's to close
		 * @return 0, or anything else if there is no connection
		 */
		int invoke(@Nullable Pointer argument, Pointer address, Pointer descriptor);

	}

}
