package io.github.dqlite4j.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for those who have to know theirs in advance. Each is given once, and lies below
 * the ports that Linux hands out by itself, so that no connection and no node with an
 * automatic address takes it before its owner does, or while that one is down.
 */
public final class FreePort {

	private static final int FIRST = 10_000;

	private static final int COUNT = 22_000;

	/**
	 * Processes that run side by side begin far from each other.
	 */
	private static final AtomicInteger next = new AtomicInteger((int) (ProcessHandle.current().pid() * 100 % COUNT));

	private FreePort() {
	}

	/**
	 * Returns a port of the loopback interface that nobody listens on.
	 * @return the port, each time another one
	 * @throws IOException if none is free
	 */
	public static int next() throws IOException {
		for (int tried = 0; tried < COUNT; tried++) {
			int port = FIRST + Math.floorMod(next.getAndIncrement(), COUNT);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
				return socket.getLocalPort();
			}
			catch (BindException ex) {
				// taken: the next one
			}
		}
		throw new IOException("None of the ports from " + FIRST + " to " + (FIRST + COUNT - 1) + " is free");
	}

	/**
	 * Returns an address with such a port.
	 * @return {@code 127.0.0.1:port}
	 * @throws IOException if no port is free
	 */
	public static String address() throws IOException {
		return "127.0.0.1:" + next();
	}

}
