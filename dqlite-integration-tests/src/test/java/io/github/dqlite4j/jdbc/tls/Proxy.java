package io.github.dqlite4j.jdbc.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * Stands in front of a node, on an address of its own, in plain text or speaking TLS.
 */
final class Proxy implements AutoCloseable {

	private final ServerSocket listener;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final Map<String, String> replacements = new ConcurrentHashMap<>();

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger bursts = new AtomicInteger();

	private volatile InetSocketAddress target;

	private volatile @Nullable SSLContext context;

	private volatile boolean needsClient;

	private volatile boolean stalled;

	private volatile int lastRecordType;

	private volatile String[] protocols = { "TLSv1.3", "TLSv1.2" };

	private volatile String @Nullable [] cipherSuites;

	private volatile List<SNIServerName> serverNames = List.of();

	private Proxy(String host, String target, @Nullable SSLContext context) throws IOException {
		this.target = socketAddress(target);
		this.context = context;
		this.listener = new ServerSocket(0, 50, InetAddress.getByName(host));
		start("accept", this::accept);
	}

	static Proxy plain(String target) throws IOException {
		return new Proxy("127.0.0.1", target, null);
	}

	static Proxy tls(String target, SSLContext context) throws IOException {
		return new Proxy("127.0.0.1", target, context);
	}

	static Proxy tls(String host, String target, SSLContext context) throws IOException {
		return new Proxy(host, target, context);
	}

	/**
	 * Return the address of the proxy.
	 */
	String address() {
		return this.listener.getInetAddress().getHostAddress() + ":" + port();
	}

	int port() {
		return this.listener.getLocalPort();
	}

	Proxy needClient() {
		this.needsClient = true;
		return this;
	}

	Proxy protocol(String protocol) {
		this.protocols = new String[] { protocol };
		return this;
	}

	Proxy cipherSuite(String cipherSuite) {
		this.cipherSuites = new String[] { cipherSuite };
		return this;
	}

	void use(SSLContext context) {
		this.context = context;
	}

	void forwardTo(String target) {
		this.target = socketAddress(target);
	}

	/**
	 * Replace an address wherever the node names it. Both must be of the same length.
	 */
	void replace(String address, String other) {
		if (address.length() != other.length()) {
			throw new IllegalArgumentException(address + " and " + other + " differ in length");
		}
		this.replacements.put(address, other);
	}

	/**
	 * Return how many connections were accepted.
	 */
	int connections() {
		return this.connections.get();
	}

	/**
	 * Return how many times clients sent something.
	 */
	int bursts() {
		return this.bursts.get();
	}

	/**
	 * Return the first byte of what a client sent last, which for TLS is the type of a
	 * record.
	 */
	int lastRecordType() {
		return this.lastRecordType;
	}

	/**
	 * Read no more of what clients send.
	 */
	void stall() {
		this.stalled = true;
	}

	List<SNIServerName> serverNames() {
		return this.serverNames;
	}

	/**
	 * Cut all connections.
	 */
	void cut() {
		this.sockets.forEach(Proxy::close);
		this.sockets.clear();
	}

	private void accept() throws IOException {
		while (true) {
			Socket accepted = this.listener.accept();
			this.connections.incrementAndGet();
			this.sockets.add(accepted);
			start("serve", () -> serve(accepted));
		}
	}

	private void serve(Socket accepted) throws IOException {
		Socket node = new Socket();
		this.sockets.add(node);
		try (accepted; node) {
			Socket client = secure(accepted);
			node.setTcpNoDelay(true);
			accepted.setTcpNoDelay(true);
			node.connect(this.target);
			start("answer", () -> {
				try (accepted; node) {
					pump(node.getInputStream(), client.getOutputStream(), true);
				}
			});
			pump(client.getInputStream(), node.getOutputStream(), false);
			client.close();
		}
	}

	private Socket secure(Socket accepted) throws IOException {
		SSLContext current = this.context;
		if (current == null) {
			return accepted;
		}
		SSLSocket secured = (SSLSocket) current.getSocketFactory().createSocket(accepted, null, true);
		secured.setUseClientMode(false);
		secured.setNeedClientAuth(this.needsClient);
		secured.setEnabledProtocols(this.protocols);
		if (this.cipherSuites != null) {
			secured.setEnabledCipherSuites(this.cipherSuites);
		}
		secured.startHandshake();
		this.serverNames = ((ExtendedSSLSession) secured.getSession()).getRequestedServerNames();
		return secured;
	}

	private void pump(InputStream in, OutputStream out, boolean answers) throws IOException {
		byte[] buffer = new byte[16 * 1024];
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			if (answers) {
				replaceIn(buffer, count);
			}
			else {
				this.bursts.incrementAndGet();
				this.lastRecordType = buffer[0];
			}
			out.write(buffer, 0, count);
			out.flush();
			while (this.stalled && !answers && !this.listener.isClosed()) {
				LockSupport.parkNanos(10_000_000);
			}
		}
	}

	private void replaceIn(byte[] buffer, int count) {
		if (this.replacements.isEmpty()) {
			return;
		}
		String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
		for (Map.Entry<String, String> replacement : this.replacements.entrySet()) {
			text = text.replace(replacement.getKey(), replacement.getValue());
		}
		System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, buffer, 0, count);
	}

	private static void start(String name, Action action) {
		Thread thread = new Thread(() -> {
			try {
				action.run();
			}
			catch (IOException ex) {
				// the connection or the listener was closed, which the test sees at its
				// end
			}
		}, "proxy-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	private static InetSocketAddress socketAddress(String address) {
		int colon = address.lastIndexOf(':');
		return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
	}

	private static void close(AutoCloseable closeable) {
		try {
			closeable.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		close(this.listener);
		cut();
	}

	/**
	 * What a thread of the proxy does.
	 */
	private interface Action {

		void run() throws IOException;

	}

}
