package io.github.dqlite4j.chaos.fault;

import java.io.IOException;
import java.util.Random;

import io.github.dqlite4j.chaos.cluster.ChaosCluster;

/**
 * Does something to a cluster, and undoes it.
 */
@FunctionalInterface
interface Fault {

	/**
	 * Do it, wait for a while, and undo it.
	 * @param cluster the cluster; all nodes run, before and afterwards
	 * @param random what decides whom it meets, and for how long
	 * @throws IOException if it can't be done or undone
	 * @throws InterruptedException if this thread is interrupted
	 */
	void run(ChaosCluster cluster, Random random) throws IOException, InterruptedException;

}
