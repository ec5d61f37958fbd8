package io.github.dqlite4j.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What to compare.
 *
 * @param rounds how often each contender does each work
 * @param scale the part of the normal number of operations, above 0 and at most 1
 * @param workloads the kinds of work
 * @param goPeer the program for go-dqlite, or {@code null} to do without
 */
record ComparisonOptions(int rounds, double scale, Set<Workload> workloads, @Nullable Path goPeer) {

	static final String USAGE = """
			usage: Comparison [options]
			  --rounds NUMBER     how often each contender does each work; 5 if not given
			  --scale FRACTION    part of the normal number of operations, above 0 and at most 1; 1 if not given
			  --workloads A,B     the kinds of work; all if not given: point_select, read_only_transaction,
			                      row_insert, batch_insert, scan, concurrent_writers
			  --go PROGRAM        the program for go-dqlite, as build-go-peer.sh makes it
			""";

	ComparisonOptions {
		if (rounds < 1) {
			throw new IllegalArgumentException("--rounds must be at least 1, but is " + rounds);
		}
		if (!(scale > 0 && scale <= 1)) {
			throw new IllegalArgumentException("--scale must be above 0 and at most 1, but is " + scale);
		}
	}

	/**
	 * Read the arguments of the program.
	 * @throws IllegalArgumentException if they are wrong
	 */
	static ComparisonOptions parse(String... args) {
		int rounds = 5;
		double scale = 1;
		Set<Workload> workloads = EnumSet.allOf(Workload.class);
		Path goPeer = null;
		Iterator<String> words = Arrays.asList(args).iterator();
		while (words.hasNext()) {
			String option = words.next();
			if (!words.hasNext()) {
				throw new IllegalArgumentException("The option " + option + " is unknown or needs a value.");
			}
			String value = words.next();
			switch (option) {
				case "--rounds" -> rounds = Integer.parseInt(value);
				case "--scale" -> scale = Double.parseDouble(value);
				case "--workloads" -> workloads = workloads(value);
				case "--go" -> goPeer = Path.of(value);
				default -> throw new IllegalArgumentException("The option " + option + " is unknown.");
			}
		}
		return new ComparisonOptions(rounds, scale, workloads, goPeer);
	}

	private static Set<Workload> workloads(String names) {
		Set<Workload> workloads = EnumSet.noneOf(Workload.class);
		for (String name : names.split(",")) {
			workloads.add(Workload.valueOf(name.toUpperCase(Locale.ROOT)));
		}
		return workloads;
	}

}
