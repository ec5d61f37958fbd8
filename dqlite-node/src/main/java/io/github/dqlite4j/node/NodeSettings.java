package io.github.dqlite4j.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link DqliteNode.Builder} was told.
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
 * @param roles the roles that nodes should have
 * @param library the file of the engine, or {@code null} to look it up
 */
record NodeSettings(Path dataDirectory, @Nullable String address, @Nullable String bind, List<String> join,
		Duration joinTimeout, Duration networkLatency, int snapshotThreshold, int snapshotTrailing, RoleSettings roles,
		@Nullable Path library) {
}
