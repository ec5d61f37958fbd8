package io.github.dqlite4j.chaos.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.chaos.check.Anomaly;
import io.github.dqlite4j.chaos.cluster.ChaosCluster;
import io.github.dqlite4j.chaos.cluster.Member;
import io.github.dqlite4j.chaos.cluster.NodeCrash;
import io.github.dqlite4j.chaos.workload.Incidents;

/**
 * Does one fault after the other, each kind as often as the others.
 */
public final class Nemesis {

	private static final Logger logger = LoggerFactory.getLogger(Nemesis.class);

	private final ChaosCluster cluster;

	private final Random random;

	private final Incidents incidents;

	private final List<FaultKind> kinds;

	private final List<FaultKind> deck = new ArrayList<>();

	private final Map<FaultKind, Long> counts = new EnumMap<>(FaultKind.class);

	private final Map<EngineDeath, Long> deaths = new TreeMap<>();

	private @Nullable FaultKind last;

	/**
	 * Prepare faults.
	 * @param cluster whom they meet
	 * @param kinds which there are, at least one
	 * @param random what decides
	 * @param incidents where to note what must not be
	 */
	public Nemesis(ChaosCluster cluster, List<FaultKind> kinds, Random random, Incidents incidents) {
		this.cluster = cluster;
		this.kinds = kinds;
		this.random = random;
		this.incidents = incidents;
	}

	/**
	 * Do one fault and undo it.
	 * @throws IOException if it can't be done or undone
	 * @throws InterruptedException if this thread is interrupted
	 */
	public void strike() throws IOException, InterruptedException {
		if (this.deck.isEmpty()) {
			this.deck.addAll(this.kinds);
			Collections.shuffle(this.deck, this.random);
		}
		inspect();
		FaultKind kind = this.deck.remove(0);
		logger.info("Fault: {}", kind);
		this.last = kind;
		fault(kind).run(this.cluster, this.random);
		this.counts.merge(kind, 1L, Long::sum);
		inspect();
	}

	/**
	 * Note which nodes ended by themselves, and start them again.
	 */
	public void inspect() {
		for (Member member : this.cluster.members()) {
			member.revive();
			member.takeCrashes().forEach(this::judge);
		}
	}

	private void judge(NodeCrash crash) {
		Optional<EngineDeath> death = EngineDeath.of(crash, this.last);
		if (death.isPresent()) {
			logger.error("The engine of a node died, {}: {}", death.get(), crash);
			this.deaths.merge(death.get(), 1L, Long::sum);
		}
		else {
			this.incidents.violation(Anomaly.NODE_DIED, "at or after the fault " + this.last + ": " + crash);
		}
	}

	private static Fault fault(FaultKind kind) {
		return switch (kind) {
			case KILL -> new KillFault(false);
			case KILL_ALL -> new KillFault(true);
			case STOP -> new StopFault();
			case PAUSE -> new PauseFault();
			case TRANSFER -> new TransferFault(false);
			case BARE_TRANSFER -> new TransferFault(true);
			case PARTITION -> new PartitionFault();
			case DISK_FULL -> new DiskFullFault();
			case MEMBERSHIP -> new MembershipFault();
		};
	}

	/**
	 * Return how often which fault was done.
	 */
	public Map<FaultKind, Long> counts() {
		return this.counts;
	}

	/**
	 * Return how often the engine ended a node, and in which way.
	 */
	public Map<EngineDeath, Long> deaths() {
		return this.deaths;
	}

}
