package io.github.dqlite4j.node;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Memory;
import com.sun.jna.Native;
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

	private static final int SOCK_STREAM = 1;

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

	private static final int AF_INET = 2;

	private static final int AF_INET6 = 10;

	/**
	 * {@code struct sockaddr_in}: the family, the port, the number.
	 */
	private static final int IPV4_NUMBER = 4;

	private static final int IPV4_LENGTH = 4;

	/**
	 * {@code struct sockaddr_in6}: the family, the port, the flow, the number, the scope.
	 */
	private static final int IPV6_NUMBER = 8;

	private static final int IPV6_LENGTH = 16;

	private static final int IPV6_SCOPE = 24;

	private final LibC libc = LibC.INSTANCE;

	private final Transport.@Nullable Connector connector;

	/**
	 * Creates a dialer.
	 * @param connector what connects to the number of a node, or {@code null} to connect
	 * by plain sockets
	 */
	PeerDialer(Transport.@Nullable Connector connector) {
		this.connector = connector;
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
		catch (IOException ex) {
			logger.debug("The dqlite node at {} cannot be connected to: {}", text, ex.getMessage());
			return NO_CONNECTION;
		}
		catch (RuntimeException | LinkageError ex) {
			// C could do nothing with it
			logger.warn("The dqlite node at {} cannot be dialled", text, ex);
			return NO_CONNECTION;
		}
	}

	private int dial(NodeAddress address) throws IOException {
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
			if (this.connector != null) {
				return this.connector.connect(address, numbers(found.getValue()));
			}
			for (Pointer info = found.getValue(); info != null; info = info.getPointer(INFO_NEXT)) {
				int socket = PeerSocket.connect(this.libc, info.getInt(INFO_FAMILY), info.getPointer(INFO_ADDRESS),
						info.getInt(INFO_LENGTH));
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

	private static List<InetAddress> numbers(@Nullable Pointer first) throws IOException {
		List<InetAddress> numbers = new ArrayList<>();
		for (Pointer info = first; info != null; info = info.getPointer(INFO_NEXT)) {
			Pointer address = info.getPointer(INFO_ADDRESS);
			if (info.getInt(INFO_FAMILY) == AF_INET) {
				numbers.add(InetAddress.getByAddress(address.getByteArray(IPV4_NUMBER, IPV4_LENGTH)));
			}
			else if (info.getInt(INFO_FAMILY) == AF_INET6) {
				numbers.add(Inet6Address.getByAddress(null, address.getByteArray(IPV6_NUMBER, IPV6_LENGTH),
						address.getInt(IPV6_SCOPE)));
			}
		}
		return numbers;
	}

}
