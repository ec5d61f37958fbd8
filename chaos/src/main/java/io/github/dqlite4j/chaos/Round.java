package io.github.dqlite4j.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.chaos.check.Anomaly;
import io.github.dqlite4j.chaos.cluster.ChaosCluster;
import io.github.dqlite4j.chaos.fault.Nemesis;
import io.github.dqlite4j.chaos.workload.Incidents;
import io.github.dqlite4j.chaos.workload.WorkloadRun;

/**
 * A new cluster, clients and faults at work for some time, and the check of what the
 * clients saw.
 */
final class Round {

	private static final int REST_MILLIS = 1_500;

	private final Scenario scenario;

	private final Random random;

	private final Path directory;

	private final Incidents incidents = new Incidents();

	private final Results results;

	/**
	 * Prepare a round.
	 * @param scenario what it is about
	 * @param random what decides
	 * @param directory where the data and logs of the nodes go
	 * @param results where to add what came of it
	 */
	Round(Scenario scenario, Random random, Path directory, Results results) {
		this.scenario = scenario;
		this.random = random;
		this.directory = directory;
		this.results = results;
	}

	/**
	 * Do it.
	 * @return whether nothing was wrong, and no node died in the engine
	 * @throws InterruptedException if this thread is interrupted
	 */
	boolean run() throws InterruptedException {
		long deathsBefore = this.results.deathCount();
		try (ChaosCluster cluster = ChaosCluster.start(this.scenario.topology(), this.scenario.size(),
				this.scenario.databases(), this.directory)) {
			run(cluster);
		}
		catch (IOException | RuntimeException | AssertionError ex) {
			this.incidents.violation(Anomaly.NODE_NOT_BACK, "the round ended early", ex);
		}
		this.results.add(this.scenario, this.incidents);
		return this.incidents.violations().isEmpty() && this.results.deathCount() == deathsBefore;
	}

	private void run(ChaosCluster cluster) throws IOException, InterruptedException {
		Nemesis nemesis = new Nemesis(cluster, this.scenario.faults(), this.random, this.incidents);
		List<WorkloadRun> runs = new ArrayList<>();
		long start = System.nanoTime();
		try {
			this.scenario.workloads()
				.forEach((workload) -> runs
					.add(new WorkloadRun(workload.get(), (name) -> urls(cluster, name), this.random, this.incidents)));
			long end = System.nanoTime() + this.scenario.duration().toNanos();
			do {
				awaitService(runs);
				TimeUnit.MILLISECONDS.sleep(this.random.nextInt(REST_MILLIS));
				nemesis.strike();
			}
			while (System.nanoTime() < end);
			awaitService(runs);
			for (WorkloadRun run : runs) {
				run.verify();
			}
			nemesis.inspect();
		}
		finally {
			this.results.addTime(System.nanoTime() - start);
			this.results.addFaults(nemesis.counts(), nemesis.deaths());
			runs.forEach((run) -> this.results.addOutcomes(run.name(), run.outcomes()));
			runs.forEach(WorkloadRun::close);
		}
	}

	private static void awaitService(List<WorkloadRun> runs) throws InterruptedException {
		for (WorkloadRun run : runs) {
			run.awaitService();
		}
	}

	/**
	 * Two applications that list the nodes in different orders: the driver takes them for
	 * different clusters, so that they compete for the write lock.
	 */
	private static List<String> urls(ChaosCluster cluster, String database) {
		List<String> addresses = new ArrayList<>(cluster.addresses());
		String one = "jdbc:dqlite://" + String.join(",", addresses) + "/" + database;
		Collections.reverse(addresses);
		return List.of(one, "jdbc:dqlite://" + String.join(",", addresses) + "/" + database);
	}

}
