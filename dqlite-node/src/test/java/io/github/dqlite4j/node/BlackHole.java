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

	private static final String SYN_SENT = "02";

	private final ServerSocket server;

	private final List<Socket> queued = new ArrayList<>();

	private final String hexPort;

	BlackHole(NodeEndpoint endpoint) throws IOException {
		this.server = new ServerSocket(endpoint.port(), 1, endpoint.host());
		this.hexPort = String.format(Locale.ROOT, ":%04X", endpoint.port());
		boolean full = false;
		while (!full) {
			Socket socket = new Socket();
			this.queued.add(socket);
			try {
				socket.connect(endpoint.socketAddress(), CONNECT_MILLIS);
			}
			catch (SocketTimeoutException ex) {
				full = true;
			}
		}
	}

	/**
	 * Tells whether a process is trying to connect at this moment.
	 */
	boolean isDialledBy(long pid) throws IOException {
		Set<String> attempts = Files.readAllLines(Path.of("/proc/self/net/tcp"))
			.stream()
			.map((line) -> line.strip().split("\\s+"))
			.filter((columns) -> columns[REMOTE_ADDRESS].endsWith(this.hexPort) && columns[STATE].equals(SYN_SENT))
			.map((columns) -> "socket:[" + columns[INODE] + "]")
			.collect(Collectors.toSet());
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
