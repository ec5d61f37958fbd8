package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

import io.github.dqlite4j.client.NodeAddress;

/**
 * Speaks TLS in front of a node, and only with clients that show a trusted certificate.
 * Where the node names itself they read the address of the proxy, so that they learn of
 * no other way to it.
 */
final class TlsProxy implements AutoCloseable {

	private final SSLServerSocket listener;

	private final NodeAddress node;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	TlsProxy(String node, SSLContext context) throws IOException {
		this.node = NodeAddress.parse(node);
		this.listener = (SSLServerSocket) context.getServerSocketFactory()
			.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
		if (address().length() != node.length()) {
			throw new IllegalStateException(node + " can't be replaced by " + address() + " where it is named");
		}
		this.listener.setNeedClientAuth(true);
		start(this::accept);
	}

	String address() {
		return "127.0.0.1:" + this.listener.getLocalPort();
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.listener.accept();
			this.sockets.add(client);
			start(() -> forward(client));
		}
	}

	private void forward(Socket client) throws IOException {
		try (client; Socket server = new Socket(this.node.host(), this.node.port())) {
			this.sockets.add(server);
			server.setTcpNoDelay(true);
			client.setTcpNoDelay(true);
			start(() -> {
				try (client; server) {
					forwardAnswers(server.getInputStream(), client.getOutputStream());
				}
			});
			client.getInputStream().transferTo(server.getOutputStream());
		}
	}

	private void forwardAnswers(InputStream in, OutputStream out) throws IOException {
		byte[] buffer = new byte[64 * 1024];
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			String answer = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
			out.write(answer.replace(this.node.toString(), address()).getBytes(StandardCharsets.ISO_8859_1));
		}
	}

	private static void start(Action action) {
		Thread thread = new Thread(() -> {
			try {
				action.run();
			}
			catch (IOException ex) {
				// a connection or the listener was closed, or a client was refused, which
				// the test sees at its end
			}
		}, "tls-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	/**
	 * What a thread does.
	 */
	@FunctionalInterface
	private interface Action {

		void run() throws IOException;

	}

}
