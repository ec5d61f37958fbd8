package io.github.dqlite4j.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.dqlite4j.chaos.cluster.SmallDisk;
import io.github.dqlite4j.chaos.cluster.Topology;
import io.github.dqlite4j.chaos.fault.FaultKind;
import io.github.dqlite4j.engine.EngineUnderTest;

/**
 * Runs rounds of all kinds, one after the other, for a given time, and prints a report.
 */
public final class ChaosMain {

	private static final int VIOLATIONS = 1;

	private static final int WRONG_ARGUMENTS = 2;

	private ChaosMain() {
	}

	/**
	 * Run. Ends the process with status 1 if there were violations, and 2 if the
	 * arguments are wrong.
	 * @param args the arguments, as the message for wrong ones explains
	 * @throws IOException if data of nodes can't be removed
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		System.exit(run(args, System.out, System.err));
	}

	private static int run(String[] args, PrintStream out, PrintStream err) throws IOException, InterruptedException {
		ChaosOptions options;
		try {
			options = ChaosOptions.parse(args, new Random().nextInt(Integer.MAX_VALUE));
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage());
			return WRONG_ARGUMENTS;
		}
		List<Scenario> scenarios = scenarios(options);
		ChaosRun run = new ChaosRun(options.seed(), options.directory());
		Results results = new Results();
		for (int round = 0; results.nanos() < options.duration().toNanos(); round++) {
			results = run.round(scenarios.get(round % scenarios.size()));
		}
		out.print(Report.of(results, options.seed(), EngineUnderTest.version()));
		return results.violations().isEmpty() ? 0 : VIOLATIONS;
	}

	private static List<Scenario> scenarios(ChaosOptions options) {
		List<Scenario> scenarios = new ArrayList<>();
		for (int size : options.sizes()) {
			for (Topology topology : Topology.values()) {
				List<FaultKind> faults = Scenario.faults(topology).stream().filter(options.faults()::contains).toList();
				if (!faults.isEmpty()
						&& (topology != Topology.SMALL_DISKS || SmallDisk.isSupported(options.directory()))) {
					scenarios.add(new Scenario(topology, size, Scenario.ALL_WORKLOADS, faults, options.round()));
				}
			}
		}
		return scenarios;
	}

}
