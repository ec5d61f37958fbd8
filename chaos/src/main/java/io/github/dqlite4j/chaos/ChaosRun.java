package io.github.dqlite4j.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

import io.github.dqlite4j.testing.TemporaryDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several rounds. The directory of a round in which something was wrong, or a node died,
 * is kept.
 */
final class ChaosRun {

	private static final Logger logger = LoggerFactory.getLogger(ChaosRun.class);

	private final long seed;

	private final Path directory;

	private final Results results = new Results();

	private int rounds;

	/**
	 * Prepare a run.
	 * @param seed what decides
	 * @param directory where data and logs of the nodes go
	 */
	ChaosRun(long seed, Path directory) {
		this.seed = seed;
		this.directory = directory.toAbsolutePath();
	}

	/**
	 * Do a round.
	 * @param scenario what it is about
	 * @return what came of all rounds so far
	 * @throws IOException if the data of the nodes can't be removed
	 * @throws InterruptedException if this thread is interrupted
	 */
	Results round(Scenario scenario) throws IOException, InterruptedException {
		this.rounds++;
		logger.info("Round {} of the run with seed {}: {}", this.rounds, this.seed, scenario);
		Path place = this.directory.resolve(ProcessHandle.current().pid() + "-round" + this.rounds);
		Random random = new Random(this.seed + this.rounds);
		if (new Round(scenario, random, place, this.results).run()) {
			TemporaryDirectory.remove(place);
		}
		else {
			logger.error("Data and logs of the nodes are kept in {}", place);
		}
		return this.results;
	}

}
