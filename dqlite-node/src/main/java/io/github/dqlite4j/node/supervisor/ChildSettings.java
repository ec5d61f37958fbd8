package io.github.dqlite4j.node.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.client.tls.RenewableSslContext;
import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.node.DqliteNode;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a node on their way to its process. All are as in
 * {@link DqliteNode.Builder}.
 *
 * @param dataDirectory the data directory, absolute
 * @param address the address, or {@code null} to have one chosen
 * @param bind where to listen, or {@code null} for what the address resolves to
 * @param join the addresses of members to join
 * @param joinTimeout how long that may take
 * @param networkLatency the expected latency between nodes
 * @param snapshotThreshold the number of log entries between snapshots
 * @param snapshotTrailing the number of log entries behind a snapshot
 * @param voters the number of voters
 * @param standbys the number of standbys
 * @param failureDomain the failure domain, or {@code null} for none
 * @param weight the weight
 * @param rolesInterval how often the leader looks at the roles
 * @param library the file of the engine, or {@code null} to look it up
 * @param tls the certificates by which the node speaks with others, or {@code null} for
 * plain text
 */
record ChildSettings(Path dataDirectory, @Nullable String address, @Nullable String bind, List<String> join,
		Duration joinTimeout, Duration networkLatency, int snapshotThreshold, int snapshotTrailing, int voters,
		int standbys, @Nullable String failureDomain, long weight, Duration rolesInterval, @Nullable Path library,
		@Nullable RenewableSslContext tls) {

	/**
	 * Read the settings.
	 * @throws TlsException if the certificates can't be used here
	 */
	static ChildSettings of(Message message) throws TlsException {
		List<String> fields = message.fields();
		return new ChildSettings(Path.of(fields.get(0)), text(fields.get(1)), text(fields.get(2)),
				fields.get(3).isEmpty() ? List.of() : List.of(fields.get(3).split(",")), Duration.parse(fields.get(4)),
				Duration.parse(fields.get(5)), Integer.parseInt(fields.get(6)), Integer.parseInt(fields.get(7)),
				Integer.parseInt(fields.get(8)), Integer.parseInt(fields.get(9)), text(fields.get(10)),
				Long.parseLong(fields.get(11)), Duration.parse(fields.get(12)),
				fields.get(13).isEmpty() ? null : Path.of(fields.get(13)), fields.get(14).isEmpty() ? null
						: RenewableSslContext.of(fields.get(14), KeyMaterialText.decode(fields.get(15))));
	}

	private static @Nullable String text(String field) {
		return field.isEmpty() ? null : field;
	}

	private static String field(@Nullable Object value) {
		return (value != null) ? value.toString() : "";
	}

	/**
	 * Write the settings, with the certificates of the moment.
	 * @throws TlsException if these can't be handed over
	 */
	Message message() throws TlsException {
		return Message.of(Message.Kind.START, this.dataDirectory.toString(), field(this.address), field(this.bind),
				String.join(",", this.join), this.joinTimeout.toString(), this.networkLatency.toString(),
				Integer.toString(this.snapshotThreshold), Integer.toString(this.snapshotTrailing),
				Integer.toString(this.voters), Integer.toString(this.standbys), field(this.failureDomain),
				Long.toString(this.weight), this.rolesInterval.toString(), field(this.library),
				(this.tls != null) ? this.tls.source() : "",
				(this.tls != null) ? KeyMaterialText.encode(this.tls.material()) : "");
	}

	/**
	 * Return the same with an address, at which a node that was there once is there
	 * again.
	 * @param address the address
	 */
	ChildSettings at(String address) {
		return new ChildSettings(this.dataDirectory, address, this.bind, this.join, this.joinTimeout,
				this.networkLatency, this.snapshotThreshold, this.snapshotTrailing, this.voters, this.standbys,
				this.failureDomain, this.weight, this.rolesInterval, this.library, this.tls);
	}

	/**
	 * Describe the node to the engine.
	 * @return a builder that is ready to start it
	 * @throws IllegalArgumentException if a setting is not valid
	 */
	DqliteNode.Builder node() {
		return DqliteNode.builder(this.dataDirectory)
			.address(this.address)
			.bind(this.bind)
			.join(this.join)
			.joinTimeout(this.joinTimeout)
			.networkLatency(this.networkLatency)
			.snapshots(this.snapshotThreshold, this.snapshotTrailing)
			.voters(this.voters)
			.standbys(this.standbys)
			.failureDomain(this.failureDomain)
			.weight(this.weight)
			.rolesInterval(this.rolesInterval)
			.tls((this.tls != null) ? TlsOptions.builder().sslContext(this.tls).build() : null)
			.library(this.library)
			// its process has reasons of its own to end
			.stopAtExit(false);
	}

}
