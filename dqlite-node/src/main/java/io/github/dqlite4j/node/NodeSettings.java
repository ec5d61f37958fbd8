package io.github.dqlite4j.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link NodeBuilder} was told.
 *
 * @param dataDirectory the data directory
 * @param address the configured address, or {@code null} to have one chosen
 * @param bind where to listen, or {@code null} for what the address resolves to
 * @param join the addresses of members of the cluster to join; empty to found one
 * @param joinTimeout how long joining may take
 * @param networkLatency the expected round trip between the nodes
 * @param snapshotThreshold the number of log entries after which the engine takes a
 * snapshot
 * @param snapshotTrailing the number of log entries that stay in memory behind a snapshot
 * @param voters the number of nodes that should vote
 * @param standbys the number of nodes that should have all data besides the voters
 * @param failureDomain the node's failure domain, or {@code null} for none
 * @param weight the node's weight: roles go to light nodes first
 * @param rolesInterval how often to look whether nodes have gone or come back
 * @param diskReserve the bytes to keep in reserve on the disk of the data directory, or 0
 * for none
 * @param library the file of the engine, or {@code null} to look it up
 */
public record NodeSettings(Path dataDirectory, @Nullable String address, @Nullable String bind, List<String> join,
		Duration joinTimeout, Duration networkLatency, int snapshotThreshold, int snapshotTrailing, int voters,
		int standbys, @Nullable String failureDomain, long weight, Duration rolesInterval, long diskReserve,
		@Nullable Path library) {

	/**
	 * Returns the same with an address, at which a node that was there once is there
	 * again.
	 * @param known the address
	 * @return the settings
	 */
	public NodeSettings at(String known) {
		return new NodeSettings(this.dataDirectory, known, this.bind, this.join, this.joinTimeout, this.networkLatency,
				this.snapshotThreshold, this.snapshotTrailing, this.voters, this.standbys, this.failureDomain,
				this.weight, this.rolesInterval, this.diskReserve, this.library);
	}

	RoleSettings roles() {
		return new RoleSettings(new RolePolicy(this.voters, this.standbys), FailureDomain.number(this.failureDomain),
				this.weight, this.rolesInterval);
	}

}
