package io.github.dqlite4j.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dqlite4j.chaos.fault.FaultKind;

/**
 * What a run is to be like.
 *
 * @param duration how long clients and faults are to be at work, in all rounds together
 * @param round the same for one round
 * @param seed what decides on operations, faults and their times
 * @param directory where data and logs of the nodes go
 * @param faults the faults to do, where they are possible
 * @param sizes how many nodes the clusters have
 */
record ChaosOptions(Duration duration, Duration round, long seed, Path directory, Set<FaultKind> faults,
		List<Integer> sizes) {

	private static final int SMALLEST = 3;

	private static final Duration ROUND = Duration.ofSeconds(90);

	/**
	 * Read the arguments of a command.
	 * @param args the arguments
	 * @param seed the seed if they have none
	 * @throws IllegalArgumentException if one of them is wrong
	 */
	static ChaosOptions parse(String[] args, long seed) {
		ChaosOptions options = new ChaosOptions(Duration.ofHours(1), ROUND, seed, Path.of("target", "chaos"),
				EnumSet.allOf(FaultKind.class), List.of(3, 5));
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
			case "--minutes" -> new ChaosOptions(Duration.ofMinutes(number(option, value)), this.round, this.seed,
					this.directory, this.faults, this.sizes);
			case "--round-seconds" -> new ChaosOptions(this.duration, Duration.ofSeconds(number(option, value)),
					this.seed, this.directory, this.faults, this.sizes);
			case "--seed" -> new ChaosOptions(this.duration, this.round, number(option, value), this.directory,
					this.faults, this.sizes);
			case "--directory" ->
				new ChaosOptions(this.duration, this.round, this.seed, Path.of(value), this.faults, this.sizes);
			case "--faults" ->
				new ChaosOptions(this.duration, this.round, this.seed, this.directory, faults(value), this.sizes);
			case "--nodes" -> new ChaosOptions(this.duration, this.round, this.seed, this.directory, this.faults,
					sizes(option, value));
			default -> throw new IllegalArgumentException("Unknown option " + option
					+ "; there are --minutes, --round-seconds, --seed, --directory, --faults and --nodes.");
		};
	}

	private static List<Integer> sizes(String option, String value) {
		List<Integer> sizes = Stream.of(value.split(",")).map((size) -> (int) number(option, size)).toList();
		if (sizes.isEmpty() || sizes.stream().anyMatch((size) -> size < SMALLEST)) {
			throw new IllegalArgumentException("The option " + option + " needs numbers of nodes such as 3,5, each "
					+ SMALLEST + " or more, so that one node may fail, but is '" + value + "'.");
		}
		return sizes;
	}

	private static Set<FaultKind> faults(String value) {
		try {
			return Stream.of(value.split(",")).map(FaultKind::valueOf).collect(Collectors.toSet());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"The option --faults needs some of " + Arrays.toString(FaultKind.values())
							+ " by their names in upper case, such as KILL_ALL,STOP, but is '" + value + "'.",
					ex);
		}
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
