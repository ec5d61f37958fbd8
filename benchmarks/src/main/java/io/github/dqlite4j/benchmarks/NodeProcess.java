package io.github.dqlite4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.node.DqliteNodeMain;

/**
 * A node in a process of its own.
 */
final class NodeProcess implements AutoCloseable {

	private final ChildProcess process;

	private final String address;

	private NodeProcess(ChildProcess process, String address) {
		this.process = process;
		this.address = address;
	}

	/**
	 * Start a node on a free port of the loopback interface.
	 * @param directory where it keeps its data
	 * @throws IOException if it does not start
	 */
	static NodeProcess start(Path directory) throws IOException {
		ChildProcess process = new ChildProcess(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), DqliteNodeMain.class.getName(), "--data-dir",
						directory.toString()));
		try {
			return new NodeProcess(process, process.await("ready ", Duration.ofMinutes(1)));
		}
		catch (IOException ex) {
			process.close();
			throw ex;
		}
	}

	String address() {
		return this.address;
	}

	/**
	 * Return the clock that tells how busy the node is.
	 */
	CpuClock cpuClock() {
		return new CpuClock(this.process.pid());
	}

	@Override
	public void close() {
		this.process.close();
	}

}
