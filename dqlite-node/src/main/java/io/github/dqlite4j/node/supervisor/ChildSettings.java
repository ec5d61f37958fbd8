package io.github.dqlite4j.node.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.node.DqliteNode;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a node on their way to its process. All are as in
 * {@link DqliteNode.Builder}.
 *
 * @param dataDirectory the data directory, absolute
 * @param address the address, or {@code null} to have one chosen
 * @param join the addresses of members to join
 * @param joinTimeout how long that may take
 * @param networkLatency the expected latency between nodes
 * @param snapshotThreshold the number of log entries between snapshots
 * @param snapshotTrailing the number of log entries behind a snapshot
 * @param library the file of the engine, or {@code null} to look it up
 */
record ChildSettings(Path dataDirectory, @Nullable String address, List<String> join, Duration joinTimeout,
		Duration networkLatency, int snapshotThreshold, int snapshotTrailing, @Nullable Path library) {

	static ChildSettings of(Message message) {
		List<String> fields = message.fields();
		return new ChildSettings(Path.of(fields.get(0)), text(fields.get(1)),
				fields.get(2).isEmpty() ? List.of() : List.of(fields.get(2).split(",")), Duration.parse(fields.get(3)),
				Duration.parse(fields.get(4)), Integer.parseInt(fields.get(5)), Integer.parseInt(fields.get(6)),
				fields.get(7).isEmpty() ? null : Path.of(fields.get(7)));
	}

	private static @Nullable String text(String field) {
		return field.isEmpty() ? null : field;
	}

	Message message() {
		return Message.of(Message.Kind.START, this.dataDirectory.toString(), (this.address != null) ? this.address : "",
				String.join(",", this.join), this.joinTimeout.toString(), this.networkLatency.toString(),
				Integer.toString(this.snapshotThreshold), Integer.toString(this.snapshotTrailing),
				(this.library != null) ? this.library.toString() : "");
	}

	/**
	 * Return the same with an address, at which a node that was there once is there
	 * again.
	 * @param address the address
	 */
	ChildSettings at(String address) {
		return new ChildSettings(this.dataDirectory, address, this.join, this.joinTimeout, this.networkLatency,
				this.snapshotThreshold, this.snapshotTrailing, this.library);
	}

	/**
	 * Describe the node to the engine.
	 * @return a builder that is ready to start it
	 * @throws IllegalArgumentException if a setting is not valid
	 */
	DqliteNode.Builder node() {
		return DqliteNode.builder(this.dataDirectory)
			.address(this.address)
			.join(this.join)
			.joinTimeout(this.joinTimeout)
			.networkLatency(this.networkLatency)
			.snapshots(this.snapshotThreshold, this.snapshotTrailing)
			.library(this.library);
	}

}
