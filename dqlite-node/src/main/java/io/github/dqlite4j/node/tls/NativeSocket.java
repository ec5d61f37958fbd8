package io.github.dqlite4j.node.tls;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * A connected local socket of the C library. One thread may read, one write, and any
 * close it, which wakes the other two: the descriptor lives until the last call that uses
 * it has returned, so that it is never mistaken for another that got its number.
 */
public final class NativeSocket implements Closeable {

	private static final int BUFFER_SIZE = 16 * 1024;

	private static final int AF_UNIX = 1;

	private static final int SOCK_STREAM = 1;

	private static final int SOCK_CLOEXEC = 02000000;

	private static final int SOL_SOCKET = 1;

	private static final int SO_RCVTIMEO = 20;

	private static final int MSG_NOSIGNAL = 0x4000;

	private static final int SHUT_WR = 1;

	private static final int SHUT_RDWR = 2;

	private static final int EINTR = 4;

	private static final int EAGAIN = 11;

	private static final long NANOS_OF_MICRO = 1000;

	private final SocketLibrary library = SocketLibrary.INSTANCE;

	private final int descriptor;

	private final Memory incoming = new Memory(BUFFER_SIZE);

	private final Memory outgoing = new Memory(BUFFER_SIZE);

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * How many calls use the descriptor, and one for as long as it is not closed.
	 */
	private final AtomicInteger users = new AtomicInteger(1);

	private NativeSocket(int descriptor) {
		this.descriptor = descriptor;
	}

	/**
	 * Connects to an abstract address of this machine.
	 * @param name the address, without the NUL that makes it abstract
	 * @return the connected socket
	 * @throws IOException if nobody listens there
	 */
	public static NativeSocket connect(String name) throws IOException {
		SocketLibrary library = SocketLibrary.INSTANCE;
		int descriptor = library.socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (descriptor < 0) {
			throw failure("there is no local socket");
		}
		byte[] path = name.getBytes(StandardCharsets.US_ASCII);
		try (Memory address = new Memory(Short.BYTES + 1L + path.length)) {
			address.clear();
			address.setShort(0, (short) AF_UNIX);
			address.write(Short.BYTES + 1L, path, 0, path.length);
			if (library.connect(descriptor, address, (int) address.size()) != 0) {
				SocketException failure = failure("nobody answers at the local socket @" + name);
				library.close(descriptor);
				throw failure;
			}
		}
		return new NativeSocket(descriptor);
	}

	/**
	 * Creates two sockets that are connected with each other.
	 * @return both
	 * @throws IOException if there are no more sockets
	 */
	static Pair pair() throws IOException {
		int[] descriptors = new int[2];
		if (SocketLibrary.INSTANCE.socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, descriptors) != 0) {
			throw failure("there is no pair of local sockets");
		}
		return new Pair(new NativeSocket(descriptors[0]), descriptors[1]);
	}

	private static SocketException failure(String what) {
		return new SocketException(what + ": " + SocketLibrary.INSTANCE.strerror(Native.getLastError()));
	}

	/**
	 * Limits how long a read waits.
	 * @param timeout the time; 0 waits for ever
	 */
	public void setReadTimeout(Duration timeout) {
		try (Memory time = new Memory(2L * Long.BYTES)) {
			time.setLong(0, timeout.toSeconds());
			time.setLong(Long.BYTES, timeout.toNanosPart() / NANOS_OF_MICRO);
			this.library.setsockopt(this.descriptor, SOL_SOCKET, SO_RCVTIMEO, time, (int) time.size());
		}
	}

	/**
	 * Returns what comes in.
	 * @return the stream; closing it does nothing
	 */
	public InputStream input() {
		return new Input();
	}

	/**
	 * Returns what goes out.
	 * @return the stream; closing it does nothing
	 */
	public OutputStream output() {
		return new Output();
	}

	/**
	 * Says that nothing more follows.
	 */
	void shutdownOutput() {
		if (enter()) {
			try {
				this.library.shutdown(this.descriptor, SHUT_WR);
			}
			finally {
				leave();
			}
		}
	}

	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.library.shutdown(this.descriptor, SHUT_RDWR);
			leave();
		}
	}

	/**
	 * Begins to use the descriptor.
	 * @return whether there still is one
	 */
	private boolean enter() {
		while (!this.closed.get()) {
			int current = this.users.get();
			if (current > 0 && this.users.compareAndSet(current, current + 1)) {
				return true;
			}
		}
		return false;
	}

	private void leave() {
		if (this.users.decrementAndGet() == 0) {
			this.library.close(this.descriptor);
			this.incoming.close();
			this.outgoing.close();
		}
	}

	private static SocketException closedFailure() {
		return new SocketException("The local socket is closed");
	}

	/**
	 * Two sockets that are connected with each other.
	 *
	 * @param own the one for this process
	 * @param other the descriptor of the other one, which somebody has to close
	 */
	record Pair(NativeSocket own, int other) {

		/**
		 * Closes both, if nobody got the other one.
		 */
		void discard() {
			this.own.close();
			SocketLibrary.INSTANCE.close(this.other);
		}

	}

	/**
	 * Reads.
	 */
	private final class Input extends InputStream {

		@Override
		public int read() throws IOException {
			byte[] single = new byte[1];
			return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			Objects.checkFromIndexSize(offset, length, bytes.length);
			if (length == 0) {
				return 0;
			}
			if (!enter()) {
				throw closedFailure();
			}
			try {
				int count = receive(Math.min(length, BUFFER_SIZE));
				NativeSocket.this.incoming.read(0, bytes, offset, count);
				return (count == 0) ? -1 : count;
			}
			finally {
				leave();
			}
		}

		private int receive(int length) throws IOException {
			NativeSocket socket = NativeSocket.this;
			while (true) {
				int count = socket.library.recv(socket.descriptor, socket.incoming, new NativeLong(length), 0)
					.intValue();
				if (count >= 0) {
					return count;
				}
				int error = Native.getLastError();
				if (error == EAGAIN) {
					throw new SocketTimeoutException("Nothing came in over the local socket in time");
				}
				if (error != EINTR) {
					throw failure("Reading from the local socket failed");
				}
			}
		}

	}

	/**
	 * Writes.
	 */
	private final class Output extends OutputStream {

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			Objects.checkFromIndexSize(offset, length, bytes.length);
			if (!enter()) {
				throw closedFailure();
			}
			try {
				for (int done = 0; done < length;) {
					int count = Math.min(length - done, BUFFER_SIZE);
					NativeSocket.this.outgoing.write(0, bytes, offset + done, count);
					send(count);
					done += count;
				}
			}
			finally {
				leave();
			}
		}

		private void send(int length) throws IOException {
			NativeSocket socket = NativeSocket.this;
			int done = 0;
			while (done < length) {
				Pointer rest = (done == 0) ? socket.outgoing : socket.outgoing.share(done);
				int count = socket.library.send(socket.descriptor, rest, new NativeLong(length - done), MSG_NOSIGNAL)
					.intValue();
				if (count >= 0) {
					done += count;
				}
				else if (Native.getLastError() != EINTR) {
					throw failure("Writing to the local socket failed");
				}
			}
		}

	}

}
