package io.github.dqlite4j.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.dqlite4j.node.DqliteNode;

/**
 * Has the same work done by the driver, by a bare socket and by go-dqlite, in turns and
 * against the same node, and prints how their speeds compare. The node runs in a process
 * of its own; a second one in this process serves those who have theirs in process.
 */
public final class Comparison {

	private final ComparisonOptions options;

	private final PrintStream out;

	private final Results results = new Results();

	private final List<Contender> contenders = new ArrayList<>();

	private Comparison(ComparisonOptions options, PrintStream out) {
		this.options = options;
		this.out = out;
	}

	/**
	 * Run the comparison. Ends the process with status 2 if the arguments are wrong.
	 * @param args the arguments, as the message for wrong ones explains
	 * @throws IOException if a connection or a process broke
	 * @throws SQLException if a node refused
	 * @throws InterruptedException if the main thread is interrupted
	 */
	public static void main(String[] args) throws IOException, SQLException, InterruptedException {
		PrintStream err = System.err;
		ComparisonOptions options;
		try {
			options = ComparisonOptions.parse(args);
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage());
			err.print(ComparisonOptions.USAGE);
			System.exit(2);
			return;
		}
		run(options, System.out);
	}

	/**
	 * Run a comparison with nodes of its own.
	 * @return the results, which are printed too
	 */
	static Results run(ComparisonOptions options, PrintStream out)
			throws IOException, SQLException, InterruptedException {
		Comparison comparison = new Comparison(options, out);
		int rows = Workload.SCAN.operations(options.scale());
		Path directory = Files.createTempDirectory("dqlite-comparison");
		try (NodeProcess separate = NodeProcess.start(directory.resolve("separate"));
				DqliteNode inProcess = DqliteNode.builder(directory.resolve("in-process")).start();
				Database separateDatabase = Database.create(separate.address(), rows);
				Database inProcessDatabase = Database.create(inProcess.address(), rows)) {
			comparison.run(separate, separateDatabase, inProcess.address(), inProcessDatabase);
			out.print(Report.of(comparison.results));
		}
		finally {
			DirectoryRemoval.remove(directory);
		}
		return comparison.results;
	}

	private void run(NodeProcess separate, Database separateDatabase, String inProcess, Database inProcessDatabase)
			throws IOException, SQLException, InterruptedException {
		int rows = separateDatabase.rows();
		try {
			this.contenders.add(new WireContender(Peer.WIRE, separate.address(), rows));
			this.contenders.add(new JdbcContender(Peer.JDBC, separate.address(), rows));
			addGo(separate.address(), rows);
			this.contenders.add(new JdbcContender(Peer.JDBC_IN_PROCESS, inProcess, rows));
			this.contenders.add(new WireContender(Peer.WIRE_IN_PROCESS, inProcess, rows));
			for (Workload workload : this.options.workloads()) {
				run(workload, separateDatabase, inProcessDatabase, separate.cpuClock());
			}
		}
		finally {
			for (Contender contender : this.contenders) {
				contender.close();
			}
		}
	}

	private void addGo(String address, int rows) throws IOException {
		Path program = this.options.goPeer();
		if (program == null || !Files.isExecutable(program)) {
			this.out.println("go-dqlite is left out: there is no program " + program);
			return;
		}
		this.contenders.add(new GoContender(program, address, rows));
	}

	private static Measurement run(Contender contender, Workload workload, int operations, CpuClock nodeClock)
			throws IOException, SQLException, InterruptedException {
		double cpu = nodeClock.nanos();
		long begin = System.nanoTime();
		Measurement measurement = runInTime(contender, workload, operations);
		double nanos = System.nanoTime() - begin;
		return measurement.withNodeShare((nodeClock.nanos() - cpu) / nanos);
	}

	private static Measurement runInTime(Contender contender, Workload workload, int operations)
			throws IOException, SQLException, InterruptedException {
		try (Watchdog watchdog = new Watchdog(contender)) {
			return contender.run(workload, operations);
		}
	}

	/**
	 * One warming-up and all rounds of one kind of work. Who comes first in a round comes
	 * last in the next, so that neighbours stay neighbours and nobody is always first.
	 */
	private void run(Workload workload, Database separate, Database inProcess, CpuClock separateClock)
			throws IOException, SQLException, InterruptedException {
		this.out.println("measuring " + workload.title() + " …");
		int operations = workload.operations(this.options.scale());
		Set<Long> checksums = new HashSet<>();
		for (int round = 0; round <= this.options.rounds(); round++) {
			List<Contender> order = new ArrayList<>(this.contenders);
			if (round % 2 == 0) {
				Collections.reverse(order);
			}
			for (Contender contender : order) {
				boolean local = contender.peer() == Peer.WIRE_IN_PROCESS || contender.peer() == Peer.JDBC_IN_PROCESS;
				Database database = local ? inProcess : separate;
				database.prepare();
				Measurement measurement = local ? runInTime(contender, workload, operations)
						: run(contender, workload, operations, separateClock);
				if (workload.inserts()) {
					database.verify(operations);
				}
				checksums.add(measurement.checksum());
				if (round > 0) {
					this.results.add(workload, contender.peer(), measurement);
				}
			}
		}
		checksums.remove(0L);
		if (checksums.size() > 1) {
			throw new IllegalStateException("The contenders did not read the same in the workload " + workload);
		}
	}

}
