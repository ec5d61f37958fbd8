package io.github.dqlite4j.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;

/**
 * What a run is to be like.
 *
 * @param duration how long clients and faults are to be at work, in all rounds together
 * @param round the same for one round
 * @param seed what decides on operations, faults and their times
 * @param directory where data and logs of the nodes go
 */
record ChaosOptions(Duration duration, Duration round, long seed, Path directory) {

	private static final Duration ROUND = Duration.ofSeconds(90);

	/**
	 * Read the arguments of a command.
	 * @param args the arguments
	 * @param seed the seed if they have none
	 * @throws IllegalArgumentException if one of them is wrong
	 */
	static ChaosOptions parse(String[] args, long seed) {
		ChaosOptions options = new ChaosOptions(Duration.ofHours(1), ROUND, seed, Path.of("target", "chaos"));
		Iterator<String> words = Arrays.asList(args).iterator();
		while (words.hasNext()) {
			String option = words.next();
			if (!words.hasNext()) {
				throw new IllegalArgumentException("The option " + option + " needs a value.");
			}
			options = options.with(option, words.next());
		}
		return options;
	}

	private ChaosOptions with(String option, String value) {
		return switch (option) {
			case "--minutes" ->
				new ChaosOptions(Duration.ofMinutes(number(option, value)), this.round, this.seed, this.directory);
			case "--round-seconds" ->
				new ChaosOptions(this.duration, Duration.ofSeconds(number(option, value)), this.seed, this.directory);
			case "--seed" -> new ChaosOptions(this.duration, this.round, number(option, value), this.directory);
			case "--directory" -> new ChaosOptions(this.duration, this.round, this.seed, Path.of(value));
			default -> throw new IllegalArgumentException(
					"Unknown option " + option + "; there are --minutes, --round-seconds, --seed and --directory.");
		};
	}

	private static long number(String option, String value) {
		try {
			return Long.parseLong(value);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(
					"The option " + option + " needs a whole number, but is '" + value + "'.", ex);
		}
	}

}
