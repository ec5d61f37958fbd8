package io.github.dqlite4j.node;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * Addresses for nodes that have to know theirs in advance: each is given once, and lies
 * below the ports that Linux hands out by itself, so that no node with an automatic
 * address and no outgoing connection takes it before its own node does.
 */
public final class FreePort {

	private static final int FIRST = 20_000;

	private static final int COUNT = 12_000;

	private static final AtomicInteger next = new AtomicInteger((int) (ProcessHandle.current().pid() * 100 % COUNT));

	private FreePort() {
	}

	/**
	 * Returns the next address, as Java's sockets know it.
	 * @return an address of the loopback interface
	 */
	public static InetSocketAddress nextSocketAddress() throws NodeStartException {
		return next().socketAddress();
	}

	static NodeEndpoint next() throws NodeStartException {
		for (int tried = 0; tried < COUNT; tried++) {
			int port = FIRST + Math.floorMod(next.getAndIncrement(), COUNT);
			try (PortReservation reservation = PortReservation.of(NodeEndpoint.resolve("127.0.0.1:" + port))) {
				return reservation.endpoint();
			}
			catch (NodeStartException ex) {
				if (ex.reason() != Reason.ADDRESS_IN_USE) {
					throw ex;
				}
			}
		}
		throw new IllegalStateException("None of the ports from " + FIRST + " to " + (FIRST + COUNT - 1) + " is free");
	}

}
