package io.github.dqlite4j.node;

import java.nio.charset.StandardCharsets;

import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.NodeAddress;

/**
 * Connects the engine to other nodes, whose addresses may be names: they are resolved
 * each time by the C library, which unlike Java keeps no answers, so that a node that
 * comes back with another number is found. Each number of a name is tried in turn.
 * <p>
 * The threads that call are few and do the engine's file operations as well, so that no
 * attempt takes long.
 */
final class PeerDialer implements EngineLibrary.ConnectFunction {

	private static final Logger logger = LoggerFactory.getLogger(PeerDialer.class);

	/** {@code RAFT_NOCONNECTION}. */
	private static final int NO_CONNECTION = 16;

	private static final int TIMEOUT_SECONDS = 2;

	private static final int SOCK_STREAM = 1;

	private static final int SOCK_CLOEXEC = 02000000;

	private static final int SOL_SOCKET = 1;

	private static final int SO_SNDTIMEO = 21;

	private static final int IPPROTO_TCP = 6;

	private static final int TCP_NODELAY = 1;

	/**
	 * {@code struct addrinfo}: four integers, the length of the address, the address, the
	 * canonical name and the next element.
	 */
	private static final int INFO_SIZE = 48;

	private static final int INFO_FAMILY = 4;

	private static final int INFO_TYPE = 8;

	private static final int INFO_LENGTH = 16;

	private static final int INFO_ADDRESS = 24;

	private static final int INFO_NEXT = 40;

	private final LibC libc = LibC.INSTANCE;

	PeerDialer() {
		Native.setCallbackThreadInitializer(this, new CallbackThreadInitializer(true, true, "dqlite-dial"));
	}

	@Override
	public int invoke(@Nullable Pointer argument, Pointer address, Pointer descriptor) {
		String text = "?";
		try {
			text = address.getString(0, StandardCharsets.UTF_8.name());
			int socket = dial(NodeAddress.parse(text));
			if (socket < 0) {
				return NO_CONNECTION;
			}
			descriptor.setInt(0, socket);
			return 0;
		}
		catch (RuntimeException | LinkageError ex) {
			// C could do nothing with it
			logger.warn("The dqlite node at {} cannot be dialled", text, ex);
			return NO_CONNECTION;
		}
	}

	private int dial(NodeAddress address) {
		PointerByReference found = new PointerByReference();
		try (Memory hints = new Memory(INFO_SIZE)) {
			hints.clear();
			hints.setInt(INFO_TYPE, SOCK_STREAM);
			int code = this.libc.getaddrinfo(address.host(), Integer.toString(address.port()), hints, found);
			if (code != 0) {
				logger.debug("The host of the dqlite node at {} cannot be resolved: {}", address,
						this.libc.gai_strerror(code));
				return -1;
			}
		}
		try {
			for (Pointer info = found.getValue(); info != null; info = info.getPointer(INFO_NEXT)) {
				int socket = connect(info);
				if (socket >= 0) {
					return socket;
				}
			}
			logger.debug("The dqlite node at {} does not accept a connection: {}", address,
					this.libc.strerror(Native.getLastError()));
			return -1;
		}
		finally {
			this.libc.freeaddrinfo(found.getValue());
		}
	}

	/**
	 * Connects to one number.
	 * @return the socket, or -1 if there is no connection in time
	 */
	private int connect(Pointer info) {
		int socket = this.libc.socket(info.getInt(INFO_FAMILY), SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (socket < 0) {
			return -1;
		}
		// what limits the time to send limits that to connect, too
		setSendTimeout(socket, TIMEOUT_SECONDS);
		if (this.libc.connect(socket, info.getPointer(INFO_ADDRESS), info.getInt(INFO_LENGTH)) != 0) {
			int error = Native.getLastError();
			this.libc.close(socket);
			Native.setLastError(error);
			return -1;
		}
		setSendTimeout(socket, 0);
		try (Memory on = new Memory(Integer.BYTES)) {
			on.setInt(0, 1);
			this.libc.setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, on, Integer.BYTES);
		}
		return socket;
	}

	private void setSendTimeout(int socket, int seconds) {
		try (Memory time = new Memory(2L * Native.LONG_SIZE)) {
			time.clear();
			time.setNativeLong(0, new NativeLong(seconds));
			this.libc.setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, time, (int) time.size());
		}
	}

}
