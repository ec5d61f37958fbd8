package io.github.dqlite4j.node.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.client.tls.RenewableSslContext;
import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.NodeSettings;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a node on their way to its process.
 *
 * @param node the settings, with absolute paths
 * @param tls the certificates by which the node speaks with others, or {@code null} for
 * plain text
 */
record ChildSettings(NodeSettings node, @Nullable RenewableSslContext tls) {

	/**
	 * Read the settings.
	 * @throws TlsException if the certificates can't be used here
	 */
	static ChildSettings of(Message message) throws TlsException {
		List<String> fields = message.fields();
		NodeSettings node = new NodeSettings(Path.of(fields.get(0)), text(fields.get(1)), text(fields.get(2)),
				fields.get(3).isEmpty() ? List.of() : List.of(fields.get(3).split(",")), Duration.parse(fields.get(4)),
				Duration.parse(fields.get(5)), Integer.parseInt(fields.get(6)), Integer.parseInt(fields.get(7)),
				Integer.parseInt(fields.get(8)), Integer.parseInt(fields.get(9)), text(fields.get(10)),
				Long.parseLong(fields.get(11)), Duration.parse(fields.get(12)), Long.parseLong(fields.get(13)),
				fields.get(14).isEmpty() ? null : Path.of(fields.get(14)));
		return new ChildSettings(node, fields.get(15).isEmpty() ? null
				: RenewableSslContext.of(fields.get(15), KeyMaterialText.decode(fields.get(16))));
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
		NodeSettings node = this.node;
		return Message.of(Message.Kind.START, node.dataDirectory().toString(), field(node.address()),
				field(node.bind()), String.join(",", node.join()), node.joinTimeout().toString(),
				node.networkLatency().toString(), Integer.toString(node.snapshotThreshold()),
				Integer.toString(node.snapshotTrailing()), Integer.toString(node.voters()),
				Integer.toString(node.standbys()), field(node.failureDomain()), Long.toString(node.weight()),
				node.rolesInterval().toString(), Long.toString(node.diskReserve()), field(node.library()),
				(this.tls != null) ? this.tls.source() : "",
				(this.tls != null) ? KeyMaterialText.encode(this.tls.material()) : "");
	}

	/**
	 * Return the same with an address, at which a node that was there once is there
	 * again.
	 * @param address the address
	 */
	ChildSettings at(String address) {
		return new ChildSettings(this.node.at(address), this.tls);
	}

	/**
	 * Describe the node to the engine.
	 * @return a builder that is ready to start it
	 */
	DqliteNode.Builder builder() {
		return DqliteNode.builder(this.node)
			.tls((this.tls != null) ? TlsOptions.builder().sslContext(this.tls).build() : null)
			// its process has reasons of its own to end
			.stopAtExit(false);
	}

}
