package io.github.dqlite4j.sample.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Tells which process is at the other side of a connection on this machine, as Linux
 * knows it: a network is cut between machines, and here each process stands for one.
 */
final class SocketOwners {

	private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

	/**
	 * Columns of the tables: the addresses of both sides, and the number of the socket.
	 */
	private static final int LOCAL = 1;

	private static final int REMOTE = 2;

	private static final int SOCKET = 9;

	/** What a socket has that no process holds any more. */
	private static final String NONE = "0";

	private SocketOwners() {
	}

	/**
	 * Find a socket.
	 * @param localPort its port
	 * @param remotePort the port that it is connected to
	 * @return what the processes that hold it call it
	 * @throws NoSuchFileException if no process holds it any more
	 * @throws IOException if Linux does not say
	 */
	static String socket(int localPort, int remotePort) throws IOException {
		for (Path table : TABLES) {
			try (Stream<String> lines = Files.lines(table)) {
				List<String> found = lines.map((line) -> line.strip().split("\\s+"))
					.filter((columns) -> isPort(columns[LOCAL], localPort) && isPort(columns[REMOTE], remotePort))
					.map((columns) -> columns[SOCKET])
					.filter((number) -> !number.equals(NONE))
					.toList();
				if (!found.isEmpty()) {
					return "socket:[" + found.get(0) + "]";
				}
			}
		}
		throw new NoSuchFileException("a socket at port " + localPort + " that is connected to " + remotePort);
	}

	private static boolean isPort(String address, int port) {
		return address.endsWith(String.format(Locale.ROOT, ":%04X", port));
	}

	/**
	 * Tell whether a process holds a socket.
	 * @param process the process, which may have ended
	 * @param socket what {@link #socket} returned
	 */
	static boolean holds(ProcessHandle process, String socket) throws IOException {
		try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
			return files.anyMatch((file) -> isLinkTo(file, socket));
		}
		catch (IOException | UncheckedIOException ex) {
			if (process.isAlive()) {
				throw ex;
			}
			return false;
		}
	}

	private static boolean isLinkTo(Path file, String target) {
		try {
			return Files.readSymbolicLink(file).toString().equals(target);
		}
		catch (IOException ex) {
			// closed since the directory was read
			return false;
		}
	}

}
