package io.github.dqlite4j.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * Holds a port from the moment it was found free until the engine listens on it. The
 * socket is bound and does not listen: the system gives the port to nobody else by
 * itself, while the engine, which like this socket sets {@code SO_REUSEADDR}, may bind it
 * too.
 */
final class PortReservation implements AutoCloseable {

	private final Socket socket;

	private PortReservation(Socket socket) {
		this.socket = socket;
	}

	/**
	 * Reserves any free port on the loopback interface.
	 * @return the reservation
	 * @throws NodeStartException if there is none
	 */
	static PortReservation anyOnLoopback() throws NodeStartException {
		return new PortReservation(bind(new InetSocketAddress(loopback(), 0)));
	}

	private static InetAddress loopback() {
		try {
			// not InetAddress.getLoopbackAddress(): engines up to 1.11 know no IPv6
			return InetAddress.getByAddress("127.0.0.1", new byte[] { 127, 0, 0, 1 });
		}
		catch (IOException ex) {
			throw new IllegalStateException("four bytes are an IPv4 address", ex);
		}
	}

	/**
	 * Reserves a port.
	 * @param endpoint the address
	 * @return the reservation
	 * @throws NodeStartException if somebody listens there, or the address is not one of
	 * this machine's
	 */
	static PortReservation of(NodeEndpoint endpoint) throws NodeStartException {
		return new PortReservation(bind(endpoint.socketAddress()));
	}

	private static Socket bind(InetSocketAddress address) throws NodeStartException {
		String text = address.getAddress().getHostAddress() + ":" + address.getPort();
		Socket socket = new Socket();
		try {
			socket.setReuseAddress(true);
			socket.bind(address);
			return socket;
		}
		catch (IOException ex) {
			close(socket);
			if (ex instanceof BindException && String.valueOf(ex.getMessage()).contains("in use")) {
				throw new NodeStartException(Reason.ADDRESS_IN_USE,
						"The dqlite node cannot listen on " + text + ": another process or node uses that port.",
						"Stop the other one (ss -ltnp shows who listens), or give this node another address.", ex);
			}
			throw new NodeStartException(Reason.ADDRESS_NOT_USABLE,
					"The dqlite node cannot listen on " + text + ": " + ex.getMessage() + ".",
					"Give the node an address of this machine (ip address shows them) and a port it may use. If the others"
							+ " reach it by an address that is not one of this machine's, say where to listen by the"
							+ " setting 'bind', such as 0.0.0.0:" + address.getPort() + ".",
					ex);
		}
	}

	NodeEndpoint endpoint() {
		return new NodeEndpoint(this.socket.getLocalAddress(), this.socket.getLocalPort());
	}

	@Override
	public void close() {
		close(this.socket);
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("A socket that was never connected cannot be closed", ex);
		}
	}

}
