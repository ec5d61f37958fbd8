package io.github.dqlite4j.chaos;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.github.dqlite4j.chaos.cluster.Topology;
import io.github.dqlite4j.chaos.fault.FaultKind;
import io.github.dqlite4j.chaos.workload.AppendWorkload;
import io.github.dqlite4j.chaos.workload.BankWorkload;
import io.github.dqlite4j.chaos.workload.SetWorkload;
import io.github.dqlite4j.chaos.workload.Workload;

/**
 * What a round is about.
 *
 * @param topology how the nodes are set up
 * @param size how many there are
 * @param workloads what clients do, each to a database of its own
 * @param faults what is done to the nodes, one after the other
 * @param duration how long clients and faults are at work
 */
record Scenario(Topology topology, int size, List<Supplier<Workload>> workloads, List<FaultKind> faults,
		Duration duration) {

	static final List<Supplier<Workload>> ALL_WORKLOADS = List.of(SetWorkload::new, BankWorkload::new,
			AppendWorkload::new);

	/**
	 * Return the faults that are possible with nodes that are set up so.
	 * @param topology how they are set up
	 */
	static List<FaultKind> faults(Topology topology) {
		return switch (topology) {
			case PLAIN -> List.of(FaultKind.KILL, FaultKind.KILL_ALL, FaultKind.STOP, FaultKind.PAUSE,
					FaultKind.TRANSFER, FaultKind.BARE_TRANSFER, FaultKind.MEMBERSHIP);
			case PROXIED ->
				List.of(FaultKind.PARTITION, FaultKind.PARTITION, FaultKind.KILL, FaultKind.PAUSE, FaultKind.TRANSFER);
			case SMALL_DISKS -> List.of(FaultKind.DISK_FULL, FaultKind.DISK_FULL, FaultKind.KILL, FaultKind.PAUSE);
		};
	}

	/**
	 * Return the names of the databases.
	 */
	List<String> databases() {
		return this.workloads.stream().map((workload) -> workload.get().name()).toList();
	}

	@Override
	public String toString() {
		return this.size + " nodes " + this.topology + ", " + this.duration.toSeconds() + " s";
	}

}
