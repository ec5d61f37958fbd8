package io.github.dqlite4j.chaos.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.chaos.cluster.ChaosCluster;
import io.github.dqlite4j.chaos.cluster.Links;
import io.github.dqlite4j.chaos.cluster.Member;

/**
 * Cuts links: a leader, or a minority with it, off from the others, or each node off from
 * some others so that each majority is another one. The clients reach all nodes or only
 * those of the majority.
 */
final class PartitionFault implements Fault {

	private static final Logger logger = LoggerFactory.getLogger(PartitionFault.class);

	private static final int LONGEST_MILLIS = 10_000;

	@Override
	public void run(ChaosCluster cluster, Random random) throws IOException, InterruptedException {
		Links.Pattern pattern = choose(cluster, random);
		logger.info("{}", pattern);
		cluster.links().cut(pattern);
		try {
			Victim.last(random, LONGEST_MILLIS);
		}
		finally {
			cluster.links().heal();
		}
	}

	private static Links.Pattern choose(ChaosCluster cluster, Random random) throws IOException {
		int size = cluster.members().size();
		if (size > 3 && random.nextInt(4) == 0) {
			return new Ring(size);
		}
		List<Integer> order = new ArrayList<>(cluster.members().stream().map(Member::number).toList());
		Collections.shuffle(order, random);
		if (random.nextInt(10) < 7) {
			Integer leader = cluster.leader().number();
			order.remove(leader);
			order.add(0, leader);
		}
		int minority = 1 + random.nextInt((size - 1) / 2);
		return new Split(new HashSet<>(order.subList(0, minority)), random.nextBoolean());
	}

	/**
	 * Some are cut off from the others.
	 *
	 * @param minority the numbers of some
	 * @param fromClients whether they are cut off from clients too
	 */
	private record Split(Set<Integer> minority, boolean fromClients) implements Links.Pattern {

		@Override
		public boolean isCut(int one, int other) {
			return this.minority.contains(one) != this.minority.contains(other);
		}

		@Override
		public boolean isCutFromClients(int member) {
			return this.fromClients && this.minority.contains(member);
		}

	}

	/**
	 * Each sees its neighbours in a ring only.
	 *
	 * @param size how many there are
	 */
	private record Ring(int size) implements Links.Pattern {

		@Override
		public boolean isCut(int one, int other) {
			int distance = Math.floorMod(one - other, this.size);
			return Math.min(distance, this.size - distance) > (this.size - 1) / 4;
		}

		@Override
		public boolean isCutFromClients(int member) {
			return false;
		}

	}

}
