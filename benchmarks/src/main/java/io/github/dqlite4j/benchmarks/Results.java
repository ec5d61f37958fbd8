package io.github.dqlite4j.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The measurements of a comparison, by kind of work, contender and round.
 */
final class Results {

	private final Map<Workload, Map<Peer, List<Measurement>>> measurements = new EnumMap<>(Workload.class);

	/**
	 * Add the measurement of the next round.
	 */
	void add(Workload workload, Peer peer, Measurement measurement) {
		this.measurements.computeIfAbsent(workload, (key) -> new EnumMap<>(Peer.class))
			.computeIfAbsent(peer, (key) -> new ArrayList<>())
			.add(measurement);
	}

	Iterable<Workload> workloads() {
		return this.measurements.keySet();
	}

	boolean has(Workload workload, Peer peer) {
		return this.measurements.getOrDefault(workload, Map.of()).containsKey(peer);
	}

	/**
	 * Return the median over the rounds of something that was measured.
	 * @throws IllegalArgumentException if the contender did not do the work
	 */
	double median(Workload workload, Peer peer, ToDoubleFunction<Measurement> value) {
		return Ratio.median(rounds(workload, peer).stream().mapToDouble(value).toArray());
	}

	/**
	 * Compare the speeds of two contenders, round by round: what slows the machine down
	 * for a while slows both.
	 * @throws IllegalArgumentException if one of them did not do the work
	 */
	Ratio ratio(Workload workload, Peer dividend, Peer divisor) {
		List<Measurement> above = rounds(workload, dividend);
		List<Measurement> below = rounds(workload, divisor);
		double[] ratios = new double[above.size()];
		Arrays.setAll(ratios, (round) -> above.get(round).perSecond() / below.get(round).perSecond());
		return Ratio.of(ratios);
	}

	private List<Measurement> rounds(Workload workload, Peer peer) {
		if (!has(workload, peer)) {
			throw new IllegalArgumentException(peer.title() + " did not do the work " + workload);
		}
		return this.measurements.get(workload).get(peer);
	}

	/**
	 * How much faster one is than another.
	 *
	 * @param median the median over the rounds
	 * @param min the smallest
	 * @param max the largest
	 */
	record Ratio(double median, double min, double max) {

		static Ratio of(double[] ratios) {
			return new Ratio(median(ratios), Arrays.stream(ratios).min().orElseThrow(),
					Arrays.stream(ratios).max().orElseThrow());
		}

		private static double median(double[] values) {
			double[] sorted = values.clone();
			Arrays.sort(sorted);
			int half = sorted.length / 2;
			return (sorted.length % 2 != 0) ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
		}

	}

}
