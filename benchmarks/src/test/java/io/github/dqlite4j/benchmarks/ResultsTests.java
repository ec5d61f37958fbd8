package io.github.dqlite4j.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Results} and {@link Report}.
 */
class ResultsTests {

	private final Results results = new Results();

	private void add(Peer peer, long... nanosByRound) {
		for (long nanos : nanosByRound) {
			this.results.add(Workload.SCAN, peer, new Measurement(1000, nanos, 0, 0));
		}
	}

	@Test
	void comparesRoundByRound() {
		add(Peer.JDBC, 10, 20, 300);
		add(Peer.GO, 20, 20, 900);
		Results.Ratio ratio = this.results.ratio(Workload.SCAN, Peer.JDBC, Peer.GO);
		assertThat(ratio).isEqualTo(new Results.Ratio(2, 1, 3));
	}

	@Test
	void saysWhetherTheTargetIsReached() {
		add(Peer.JDBC, 10);
		add(Peer.GO, 15);
		assertThat(Report.of(this.results)).contains("1.50 (1.50 … 1.50) | ≥ 1.5 × go-dqlite: reached");
	}

	@Test
	void saysWhetherTheTargetIsMissed() {
		add(Peer.JDBC, 10);
		add(Peer.GO, 14);
		assertThat(Report.of(this.results)).contains("1.40 (1.40 … 1.40) | ≥ 1.5 × go-dqlite: missed");
	}

	@Test
	void saysHowBusyTheNodeWas() {
		this.results.add(Workload.SCAN, Peer.WIRE, new Measurement(1000, 10, 0, 0).withNodeShare(0.964));
		assertThat(Report.of(this.results)).contains("| scan | 0.96 | – | – |");
	}

	@Test
	void saysWhatWasNotMeasured() {
		add(Peer.JDBC, 10);
		assertThat(Report.of(this.results)).contains("– | ≥ 1.5 × go-dqlite: not measured");
	}

}
