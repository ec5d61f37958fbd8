package io.github.dqlite4j.chaos;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.dqlite4j.chaos.fault.EngineDeath;
import io.github.dqlite4j.chaos.fault.FaultKind;
import io.github.dqlite4j.chaos.history.Outcome;

/**
 * Writes results as Markdown.
 */
final class Report {

	private static final int PRINTED = 20;

	private final Results results;

	private final StringBuilder text = new StringBuilder();

	private Report(Results results) {
		this.results = results;
	}

	/**
	 * Write a report.
	 * @param results what it is about
	 * @param seed the seed of the run
	 * @param engine what the nodes ran on
	 */
	static String of(Results results, long seed, String engine) {
		Report report = new Report(results);
		report.summary(seed, engine);
		report.faults();
		report.deaths();
		report.outcomes();
		report.exceptions();
		report.violations();
		return report.text.toString();
	}

	private void summary(long seed, String engine) {
		line("seed %d, engine %s", seed, engine);
		line("duration: %.1f minutes in %d rounds: %s", this.results.nanos() / (double) TimeUnit.MINUTES.toNanos(1),
				this.results.rounds().values().stream().mapToLong(Long::longValue).sum(),
				this.results.rounds()
					.entrySet()
					.stream()
					.map((round) -> round.getValue() + " x " + round.getKey())
					.collect(Collectors.joining(", ")));
		line("longest transaction: %d ms", TimeUnit.NANOSECONDS.toMillis(this.results.longestNanos()));
		line("violations: %d", this.results.violations().size());
		line("nodes that died in the engine: %d", this.results.deathCount());
		line("");
	}

	private void faults() {
		line("| fault | times |");
		line("|---|---:|");
		for (FaultKind kind : FaultKind.values()) {
			line("| %s | %d |", kind, this.results.faults().getOrDefault(kind, 0L));
		}
		line("");
	}

	private void deaths() {
		line("| nodes that died in the engine | at or after the fault | times |");
		line("|---|---|---:|");
		for (Map.Entry<EngineDeath, Long> death : this.results.deaths().entrySet()) {
			line("| %s | %s | %d |", death.getKey().signature().replace("|", "\\|"), death.getKey().cause(),
					death.getValue());
		}
		line("| all | | %d |", this.results.deathCount());
		line("");
	}

	private void outcomes() {
		line("| operations | %s |", String.join(" | ", this.results.outcomes().keySet()));
		line("|---|%s", "---:|".repeat(this.results.outcomes().size()));
		for (Outcome outcome : Outcome.values()) {
			line("| %s | %s |", outcome,
					this.results.outcomes()
						.values()
						.stream()
						.map((counts) -> Long.toString(counts.getOrDefault(outcome, 0L)))
						.collect(Collectors.joining(" | ")));
		}
		line("");
	}

	private void exceptions() {
		line("| exceptions, each attempt counted | times |");
		line("|---|---:|");
		for (Map.Entry<String, Long> exception : this.results.exceptions().entrySet()) {
			line("| %s | %d |", exception.getKey(), exception.getValue());
		}
		line("");
	}

	private void violations() {
		this.results.violations().stream().limit(PRINTED).forEach((violation) -> line("%s", violation));
	}

	private void line(String format, Object... arguments) {
		this.text.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
	}

}
