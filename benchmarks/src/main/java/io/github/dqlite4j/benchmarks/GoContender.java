package io.github.dqlite4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Has the work done by {@code peer.go} through go-dqlite, in a process of its own that
 * lives as long as this object.
 */
final class GoContender implements Contender {

	private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

	private static final Duration RUN_TIMEOUT = Duration.ofMinutes(10);

	private final ChildProcess process;

	GoContender(Path program, String address, int rows) throws IOException {
		this.process = new ChildProcess(List.of(program.toString(), address, Database.NAME, Integer.toString(rows)));
		try {
			this.process.await("ready", START_TIMEOUT);
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	@Override
	public Peer peer() {
		return Peer.GO;
	}

	@Override
	public Measurement run(Workload workload, int operations) throws IOException {
		this.process.send(workload.name() + " " + operations);
		String[] numbers = this.process.await("ok ", RUN_TIMEOUT).split(" ");
		return new Measurement(operations, Long.parseLong(numbers[0]), Long.parseLong(numbers[1]),
				Long.parseLong(numbers[2]));
	}

	@Override
	public void close() {
		this.process.close();
	}

}
