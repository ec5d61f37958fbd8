package io.github.dqlite4j.node;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * A socket to another node, in the hands of the C library. The engine writes to it and
 * never reads, so that it learns only by losing a message that the other side has gone,
 * and followers have nothing to tell each other but votes. Therefore the kernel finds out
 * beforehand: the first message is refused then, and the engine connects again, where it
 * would have lost two and with them another round of the election (seen on 1.11.1).
 */
final class PeerSocket {

	private static final int CONNECT_SECONDS = 2;

	/**
	 * For how long nothing is sent before the kernel asks whether the other side is still
	 * there.
	 */
	private static final int IDLE_SECONDS = 2;

	private static final int INTERVAL_SECONDS = 2;

	private static final int PROBES = 4;

	/**
	 * How long what was sent may stay without an answer of the other side's kernel. After
	 * a network was cut for long the next attempt of TCP itself could be minutes away.
	 */
	private static final int UNANSWERED_MILLIS = 10_000;

	private static final int SOCK_STREAM = 1;

	private static final int SOCK_CLOEXEC = 02000000;

	private static final int SOL_SOCKET = 1;

	private static final int SO_KEEPALIVE = 9;

	private static final int SO_SNDTIMEO = 21;

	private static final int IPPROTO_TCP = 6;

	private static final int TCP_NODELAY = 1;

	private static final int TCP_KEEPIDLE = 4;

	private static final int TCP_KEEPINTVL = 5;

	private static final int TCP_KEEPCNT = 6;

	private static final int TCP_USER_TIMEOUT = 18;

	private final LibC libc;

	private final int descriptor;

	private PeerSocket(LibC libc, int descriptor) {
		this.libc = libc;
		this.descriptor = descriptor;
	}

	/**
	 * Connects.
	 * @param libc the C library
	 * @param family the family of the address
	 * @param address the address, as the C library has it
	 * @param length the length of the address in bytes
	 * @return the descriptor, which is the receiver's to close, or -1 if there is no
	 * connection in time: {@link Native#getLastError()} tells why
	 */
	static int connect(LibC libc, int family, Pointer address, int length) {
		int descriptor = libc.socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (descriptor < 0) {
			return -1;
		}
		PeerSocket socket = new PeerSocket(libc, descriptor);
		// what limits the time to send limits that to connect, too
		socket.setSendTimeout(CONNECT_SECONDS);
		if (libc.connect(descriptor, address, length) != 0) {
			int error = Native.getLastError();
			libc.close(descriptor);
			Native.setLastError(error);
			return -1;
		}
		socket.setSendTimeout(0);
		socket.set(IPPROTO_TCP, TCP_NODELAY, 1);
		socket.set(SOL_SOCKET, SO_KEEPALIVE, 1);
		socket.set(IPPROTO_TCP, TCP_KEEPIDLE, IDLE_SECONDS);
		socket.set(IPPROTO_TCP, TCP_KEEPINTVL, INTERVAL_SECONDS);
		socket.set(IPPROTO_TCP, TCP_KEEPCNT, PROBES);
		socket.set(IPPROTO_TCP, TCP_USER_TIMEOUT, UNANSWERED_MILLIS);
		return descriptor;
	}

	private void set(int level, int option, int value) {
		try (Memory memory = new Memory(Integer.BYTES)) {
			memory.setInt(0, value);
			this.libc.setsockopt(this.descriptor, level, option, memory, Integer.BYTES);
		}
	}

	private void setSendTimeout(int seconds) {
		try (Memory time = new Memory(2L * Native.LONG_SIZE)) {
			time.clear();
			time.setNativeLong(0, new NativeLong(seconds));
			this.libc.setsockopt(this.descriptor, SOL_SOCKET, SO_SNDTIMEO, time, (int) time.size());
		}
	}

}
