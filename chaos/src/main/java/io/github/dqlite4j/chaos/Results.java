package io.github.dqlite4j.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.dqlite4j.chaos.check.Violation;
import io.github.dqlite4j.chaos.fault.EngineDeath;
import io.github.dqlite4j.chaos.fault.FaultKind;
import io.github.dqlite4j.chaos.history.Outcome;
import io.github.dqlite4j.chaos.workload.Incidents;

/**
 * What came of the rounds so far.
 */
final class Results {

	private final Map<String, Long> rounds = new TreeMap<>();

	private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);

	private final Map<EngineDeath, Long> deaths = new TreeMap<>();

	private final Map<String, Map<Outcome, Long>> outcomes = new LinkedHashMap<>();

	private final Map<String, Long> exceptions = new TreeMap<>();

	private final List<Violation> violations = new ArrayList<>();

	private long nanos;

	private long longestNanos;

	void add(Scenario scenario, Incidents incidents) {
		this.rounds.merge(scenario.size() + " nodes " + scenario.topology(), 1L, Long::sum);
		incidents.exceptions().forEach((what, count) -> this.exceptions.merge(what, count, Long::sum));
		this.violations.addAll(incidents.violations());
		this.longestNanos = Math.max(this.longestNanos, incidents.longestNanos());
	}

	void addTime(long nanos) {
		this.nanos += nanos;
	}

	void addFaults(Map<FaultKind, Long> counts, Map<EngineDeath, Long> deaths) {
		counts.forEach((kind, count) -> this.faults.merge(kind, count, Long::sum));
		deaths.forEach((death, count) -> this.deaths.merge(death, count, Long::sum));
	}

	void addOutcomes(String workload, Map<Outcome, Long> counts) {
		Map<Outcome, Long> sums = this.outcomes.computeIfAbsent(workload, (name) -> new EnumMap<>(Outcome.class));
		counts.forEach((outcome, count) -> sums.merge(outcome, count, Long::sum));
	}

	Map<String, Long> rounds() {
		return this.rounds;
	}

	Map<FaultKind, Long> faults() {
		return this.faults;
	}

	/**
	 * Return how often the engine ended a node, and in which way.
	 */
	Map<EngineDeath, Long> deaths() {
		return this.deaths;
	}

	/**
	 * Return how often the engine ended a node.
	 */
	long deathCount() {
		return this.deaths.values().stream().mapToLong(Long::longValue).sum();
	}

	Map<String, Map<Outcome, Long>> outcomes() {
		return this.outcomes;
	}

	Map<String, Long> exceptions() {
		return this.exceptions;
	}

	List<Violation> violations() {
		return this.violations;
	}

	/**
	 * Return for how long clients and faults were at work, in nanoseconds.
	 */
	long nanos() {
		return this.nanos;
	}

	/**
	 * Return how long the longest transaction took, in nanoseconds.
	 */
	long longestNanos() {
		return this.longestNanos;
	}

}
