package io.github.dqlite4j.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * A connection in plain text.
 *
 * @param socket the connected socket
 */
record PlainChannel(Socket socket) implements NodeChannel {

	static PlainChannel open(InetSocketAddress address, Duration timeout) throws IOException {
		int millis = (int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
		Socket socket = new Socket();
		boolean connected = false;
		try {
			socket.setSoTimeout(millis);
			socket.setTcpNoDelay(true);
			socket.connect(address, millis);
			connected = true;
			return new PlainChannel(socket);
		}
		finally {
			if (!connected) {
				socket.close();
			}
		}
	}

	@Override
	public InputStream input() throws IOException {
		return this.socket.getInputStream();
	}

	@Override
	public OutputStream output() throws IOException {
		return this.socket.getOutputStream();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
