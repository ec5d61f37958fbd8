package io.github.dqlite4j.benchmarks;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes the results as tables in Markdown.
 */
final class Report {

	private final Results results;

	private final StringBuilder text = new StringBuilder();

	private Report(Results results) {
		this.results = results;
	}

	static String of(Results results) {
		Report report = new Report(results);
		report.separate();
		report.inProcess();
		report.nodeShare();
		report.busy();
		return report.text.toString();
	}

	/**
	 * Node and contenders in processes of their own.
	 */
	private void separate() {
		row("node in a process of its own", "wire limit /s", "driver /s", "go-dqlite /s", "driver ÷ wire limit",
				"driver ÷ go-dqlite", "target");
		row("---", "---:", "---:", "---:", "---:", "---:", "---");
		for (Workload workload : this.results.workloads()) {
			row(workload.title(), speed(workload, Peer.WIRE), speed(workload, Peer.JDBC), speed(workload, Peer.GO),
					ratio(workload, Peer.JDBC, Peer.WIRE), ratio(workload, Peer.JDBC, Peer.GO), targets(workload));
		}
		this.text.append('\n');
	}

	private void inProcess() {
		row("node in the driver's process", "wire limit /s", "driver /s", "driver ÷ wire limit",
				"driver ÷ driver with separate node");
		row("---", "---:", "---:", "---:", "---:");
		for (Workload workload : this.results.workloads()) {
			row(workload.title(), speed(workload, Peer.WIRE_IN_PROCESS), speed(workload, Peer.JDBC_IN_PROCESS),
					ratio(workload, Peer.JDBC_IN_PROCESS, Peer.WIRE_IN_PROCESS),
					ratio(workload, Peer.JDBC_IN_PROCESS, Peer.JDBC));
		}
		this.text.append('\n');
	}

	/**
	 * Where the node, which does the work of one connection in one thread, is the whole
	 * time at work, no client can be faster.
	 */
	private void nodeShare() {
		row("busy share of the separate node", "wire limit", "driver", "go-dqlite");
		row("---", "---:", "---:", "---:");
		for (Workload workload : this.results.workloads()) {
			row(workload.title(), nodeShare(workload, Peer.WIRE), nodeShare(workload, Peer.JDBC),
					nodeShare(workload, Peer.GO));
		}
		this.text.append('\n');
	}

	private String nodeShare(Workload workload, Peer peer) {
		if (!this.results.has(workload, peer)) {
			return "–";
		}
		double share = this.results.median(workload, peer, Measurement::nodeShare);
		return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f", share);
	}

	private void busy() {
		Workload workload = Workload.CONCURRENT_WRITERS;
		for (Peer peer : new Peer[] { Peer.JDBC, Peer.GO, Peer.JDBC_IN_PROCESS }) {
			if (this.results.has(workload, peer)) {
				this.text
					.append(String.format(Locale.ROOT, "BUSY errors that reached the caller, %s: %.0f in %.0f writes%n",
							peer.title(), this.results.median(workload, peer, Measurement::busy),
							this.results.median(workload, peer, Measurement::operations)));
			}
		}
	}

	private String speed(Workload workload, Peer peer) {
		if (!this.results.has(workload, peer)) {
			return "–";
		}
		return String.format(Locale.ROOT, "%,.0f", this.results.median(workload, peer, Measurement::perSecond));
	}

	private String ratio(Workload workload, Peer dividend, Peer divisor) {
		if (!this.results.has(workload, dividend) || !this.results.has(workload, divisor)) {
			return "–";
		}
		Results.Ratio ratio = this.results.ratio(workload, dividend, divisor);
		return String.format(Locale.ROOT, "%.2f (%.2f … %.2f)", ratio.median(), ratio.min(), ratio.max());
	}

	private String targets(Workload workload) {
		return workload.targets().stream().map((target) -> target(workload, target)).collect(Collectors.joining("; "));
	}

	private String target(Workload workload, Workload.Target target) {
		String wanted = "≥ " + target.ratio() + " × " + target.peer().title();
		if (!this.results.has(workload, target.peer())) {
			return wanted + ": not measured";
		}
		double median = this.results.ratio(workload, Peer.JDBC, target.peer()).median();
		if (median >= target.ratio()) {
			return wanted + ": reached";
		}
		// With two decimals, what is missed by a hair would look reached.
		boolean close = Math.round(median * 100) >= target.ratio() * 100;
		return wanted + ": missed" + (close ? String.format(Locale.ROOT, " (%.4f)", median) : "");
	}

	private void row(String... cells) {
		this.text.append("| ").append(String.join(" | ", cells)).append(" |\n");
	}

}
