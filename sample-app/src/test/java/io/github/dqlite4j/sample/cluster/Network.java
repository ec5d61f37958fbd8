package io.github.dqlite4j.sample.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.client.NodeAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network between instances, each of which stands for a machine. Nodes are known by
 * names, and each instance has a file of hosts of its own, by which the names of the
 * others lead to proxies: one for each instance and each other one. Drivers and engines
 * use it alike. An instance that is cut off reaches none but itself, and none reaches it,
 * and nobody is told. Its web server is not concerned.
 */
final class Network implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Network.class);

	private static final int BACKLOG = 100;

	private static final int SECONDS = 60;

	/** In a namespace of its own the instance has another file in this place. */
	private static final String SCRIPT = "mount --bind \"$1\" /etc/hosts && shift && exec \"$@\"";

	private final Map<String, NodeAddresses> machines = new LinkedHashMap<>();

	private final Path directory;

	private final List<ServerSocket> proxies = new ArrayList<>();

	private final Set<NetworkLink> links = ConcurrentHashMap.newKeySet();

	private volatile @Nullable String isolated;

	private volatile CountDownLatch healed = new CountDownLatch(0);

	/**
	 * Create a network.
	 * @param directory where the files of hosts are to be
	 * @param names the names of the instances
	 */
	Network(Path directory, List<String> names) throws IOException {
		this.directory = directory;
		for (String name : names) {
			this.machines.put(name, NodeAddresses.free(name + ".test"));
		}
		for (int i = 0; i < names.size(); i++) {
			StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
			for (int j = 0; j < names.size(); j++) {
				String number = (i == j) ? "127.0.0.1" : "127.1." + i + "." + j;
				hosts.append(number).append(' ').append(names.get(j)).append(".test\n");
				if (i != j) {
					open(names.get(i), names.get(j), number);
				}
			}
			Files.writeString(hosts(names.get(i)), hosts);
		}
	}

	/**
	 * Tell whether there can be one on this machine, which needs user namespaces and the
	 * program {@code unshare} of util-linux.
	 */
	static boolean isSupported(Path directory) throws IOException, InterruptedException {
		Path hosts = Files.createTempFile(directory, "hosts", "");
		List<String> command = new ArrayList<>(wrapper(hosts));
		command.add("true");
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (IOException ex) {
			logger.debug("There is no unshare", ex);
			return false;
		}
	}

	private Path hosts(String name) {
		return this.directory.resolve(name + ".hosts");
	}

	/**
	 * Return where an instance listens.
	 */
	NodeAddresses addresses(String name) {
		NodeAddresses addresses = this.machines.get(name);
		if (addresses == null) {
			throw new IllegalArgumentException("There is no " + name + " among " + this.machines.keySet());
		}
		return addresses;
	}

	/**
	 * Return the command that starts the one behind it in the place of an instance.
	 */
	List<String> wrapper(String name) {
		return wrapper(hosts(name));
	}

	private static List<String> wrapper(Path hosts) {
		return List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SCRIPT, "sh", hosts.toString());
	}

	private void open(String from, String to, String number) throws IOException {
		NodeAddresses target = addresses(to);
		int port = NodeAddress.parse(target.node()).port();
		ServerSocket proxy = new ServerSocket(port, BACKLOG, InetAddress.getByName(number));
		this.proxies.add(proxy);
		InetSocketAddress node = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		inBackground(() -> {
			try {
				while (true) {
					Socket client = proxy.accept();
					NetworkLink link = new NetworkLink(client, node, new Way(from, to), this.links);
					inBackground(link::forward);
				}
			}
			catch (IOException ex) {
				logger.debug("The proxy from {} to {} is closed", from, to, ex);
			}
		});
	}

	/**
	 * Cut an instance off.
	 */
	void isolate(SampleInstance instance) {
		this.healed = new CountDownLatch(1);
		this.isolated = this.machines.entrySet()
			.stream()
			.filter((machine) -> machine.getValue().node().equals(instance.nodeAddress()))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Let everything pass again.
	 */
	void heal() {
		this.isolated = null;
		this.healed.countDown();
	}

	static void inBackground(Runnable task) {
		Thread thread = new Thread(task, "network");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		for (ServerSocket proxy : this.proxies) {
			proxy.close();
		}
		this.links.forEach(NetworkLink::close);
		heal();
	}

	/**
	 * The way from one instance to another and back.
	 */
	private final class Way implements NetworkLink.Passage {

		private final String from;

		private final String to;

		private Way(String from, String to) {
			this.from = from;
			this.to = to;
		}

		@Override
		public boolean isCut() {
			String lonely = Network.this.isolated;
			return this.from.equals(lonely) || this.to.equals(lonely);
		}

		@Override
		public void await() throws InterruptedException {
			while (isCut()) {
				Network.this.healed.await();
			}
		}

	}

}
