package io.github.dqlite4j.sample.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.dqlite4j.client.ClusterAdministration;
import org.jspecify.annotations.Nullable;

/**
 * Three instances of the sample application that are a cluster.
 */
final class SampleCluster implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	static final List<String> NAMES = List.of("a", "b", "c");

	private final List<SampleInstance> instances = new ArrayList<>();

	private final Path directory;

	private final @Nullable Network network;

	/**
	 * Start the instances.
	 * @param directory where their data and logs are
	 */
	SampleCluster(Path directory) throws Exception {
		this(directory, null);
	}

	/**
	 * Start the instances: the first one, then the others at once, which join it.
	 * @param directory where their data and logs are
	 * @param network what connects them, if that is to be cut
	 */
	SampleCluster(Path directory, @Nullable Network network) throws Exception {
		this.directory = directory;
		this.network = network;
		List<String> join = new ArrayList<>();
		try {
			for (String name : NAMES) {
				SampleInstance instance = create(name, join);
				this.instances.add(instance);
				join.add(instance.nodeAddress());
				instance.launch();
				if (this.instances.size() == 1) {
					instance.awaitReady();
				}
			}
			this.instances.forEach(SampleInstance::awaitReady);
		}
		catch (Exception | AssertionError ex) {
			close();
			throw ex;
		}
	}

	private SampleInstance create(String name, List<String> join) throws Exception {
		return new SampleInstance(this.directory.resolve(name + ".log"), ClassArchive.options(),
				(this.network != null) ? this.network.wrapper(name) : List.of(),
				(this.network != null) ? this.network.addresses(name) : NodeAddresses.free(),
				List.of("--sample.drain-period=1s",
						"--spring.datasource.dqlite.node.data-dir=" + this.directory.resolve(name),
						"--spring.datasource.dqlite.node.join=" + String.join(",", join)));
	}

	List<SampleInstance> instances() {
		return this.instances;
	}

	List<SampleInstance> others(SampleInstance instance) {
		return this.instances.stream().filter((other) -> other != instance).toList();
	}

	/**
	 * Find the instance whose node leads.
	 */
	SampleInstance leader() throws IOException {
		return leaderAmong(this.instances);
	}

	/**
	 * Find the instance whose node leads as some see it.
	 * @param some instances that can be asked
	 */
	SampleInstance leaderAmong(List<SampleInstance> some) throws IOException {
		int port = new ClusterAdministration(some.stream().map(SampleInstance::bindAddress).toList(), TIMEOUT).leader()
			.port();
		return this.instances.stream()
			.filter((instance) -> instance.bindAddress().port() == port)
			.findFirst()
			.orElseThrow();
	}

	/**
	 * What the instances have written.
	 */
	String logs() {
		return this.instances.stream().map(SampleInstance::log).collect(Collectors.joining("\n\n"));
	}

	@Override
	public void close() throws Exception {
		for (SampleInstance instance : this.instances) {
			instance.close();
		}
	}

}
