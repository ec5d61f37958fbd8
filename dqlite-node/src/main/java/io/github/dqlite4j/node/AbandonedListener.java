package io.github.dqlite4j.node;

import java.io.IOException;
import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.sun.jna.NativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the socket that the engine leaves listening when a node fails to start (seen in
 * 1.11.1): its port would stay in use as long as the process lives.
 */
final class AbandonedListener {

	private static final Logger logger = LoggerFactory.getLogger(AbandonedListener.class);

	private static final String LISTENING = "0A";

	private static final int ADDRESS = 1;

	private static final int STATE = 3;

	private static final int INODE = 9;

	private static final int LOCAL_INODE = 6;

	private AbandonedListener() {
	}

	/**
	 * Closes this process's socket that listens on an address, if there is one.
	 * @param endpoint the address, on which the caller knows that nobody but the failed
	 * node can listen
	 */
	static void close(NodeEndpoint endpoint) {
		if (endpoint.host() instanceof Inet6Address) {
			// engines that listen there are not known to leave a socket
			return;
		}
		try {
			for (String line : Files.readAllLines(Path.of("/proc/self/net/tcp"))) {
				String[] columns = line.strip().split("\\s+");
				if (columns[ADDRESS].equals(kernelForm(endpoint)) && columns[STATE].equals(LISTENING)) {
					closeDescriptors("socket:[" + columns[INODE] + "]");
				}
			}
		}
		catch (IOException ex) {
			logger.warn("The port {} stays in use until this process ends", endpoint, ex);
		}
	}

	/**
	 * Closes this process's local socket that listens on an address, if there is one.
	 * @param address the address, which nobody but the failed node can have
	 */
	static void close(InnerAddress address) {
		try {
			for (String line : Files.readAllLines(Path.of("/proc/self/net/unix"), StandardCharsets.ISO_8859_1)) {
				String[] columns = line.strip().split("\\s+");
				if (columns[columns.length - 1].equals(address.text())) {
					closeDescriptors("socket:[" + columns[LOCAL_INODE] + "]");
				}
			}
		}
		catch (IOException ex) {
			logger.warn("The local socket {} stays open until this process ends", address, ex);
		}
	}

	/**
	 * Returns an address as the kernel lists it: the number of the host in the byte order
	 * of the machine, in hexadecimal.
	 */
	private static String kernelForm(NodeEndpoint endpoint) {
		int number = ByteBuffer.wrap(endpoint.host().getAddress()).order(ByteOrder.nativeOrder()).getInt();
		return String.format(Locale.ROOT, "%08X:%04X", number, endpoint.port());
	}

	private static void closeDescriptors(String target) throws IOException {
		List<Path> descriptors;
		try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
			descriptors = files.filter((file) -> pointsTo(file, target)).toList();
		}
		for (Path descriptor : descriptors) {
			int number = Integer.parseInt(descriptor.getFileName().toString());
			NativeLibrary.getProcess().getFunction("close").invokeInt(new Object[] { number });
		}
	}

	private static boolean pointsTo(Path descriptor, String target) {
		try {
			return Files.readSymbolicLink(descriptor).toString().equals(target);
		}
		catch (IOException ex) {
			// closed since the directory was listed
			return false;
		}
	}

}
