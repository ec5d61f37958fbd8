package io.github.dqlite4j.node;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An address at which attempts to connect are neither accepted nor refused, as those to a
 * machine that is gone: the queue of a listening socket is full.
 */
final class BlackHole implements AutoCloseable {

	private static final int CONNECT_MILLIS = 200;

	private static final int REMOTE_ADDRESS = 2;

	private static final int STATE = 3;

	private static final int INODE = 9;

	private static final String ESTABLISHED = "01";

	private static final String SYN_SENT = "02";

	private final NodeEndpoint endpoint;

	private final String hexPort;

	private final List<Socket> queued = new ArrayList<>();

	private ServerSocket server;

	BlackHole(NodeEndpoint endpoint) throws IOException {
		this.endpoint = endpoint;
		this.hexPort = String.format(Locale.ROOT, ":%04X", endpoint.port());
		open();
		while (sockets(ESTABLISHED).count() > this.queued.size() - 1) {
			// somebody was quicker, and would wait for an answer instead of dialling
			// again
			close();
			open();
		}
	}

	private void open() throws IOException {
		this.queued.clear();
		this.server = new ServerSocket(this.endpoint.port(), 1, this.endpoint.host());
		boolean full = false;
		while (!full) {
			Socket socket = new Socket();
			this.queued.add(socket);
			try {
				socket.connect(this.endpoint.socketAddress(), CONNECT_MILLIS);
			}
			catch (SocketTimeoutException ex) {
				full = true;
			}
		}
	}

	/**
	 * Returns the sockets of this machine that are connected to the address, or about to
	 * be.
	 */
	private Stream<String> sockets(String state) throws IOException {
		return Files.readAllLines(Path.of("/proc/self/net/tcp"))
			.stream()
			.map((line) -> line.strip().split("\\s+"))
			.filter((columns) -> columns[REMOTE_ADDRESS].endsWith(this.hexPort) && columns[STATE].equals(state))
			.map((columns) -> "socket:[" + columns[INODE] + "]");
	}

	/**
	 * Tells whether a process is trying to connect at this moment.
	 */
	boolean isDialledBy(long pid) throws IOException {
		Set<String> attempts = sockets(SYN_SENT).collect(Collectors.toSet());
		try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
			return descriptors.anyMatch((file) -> {
				try {
					return attempts.contains(Files.readSymbolicLink(file).toString());
				}
				catch (IOException ex) {
					// closed since the directory was listed
					return false;
				}
			});
		}
	}

	@Override
	public void close() throws IOException {
		for (Socket socket : this.queued) {
			socket.close();
		}
		this.server.close();
	}

}
