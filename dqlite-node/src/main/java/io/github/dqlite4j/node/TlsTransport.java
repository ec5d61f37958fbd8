package io.github.dqlite4j.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.node.tls.NodeTls;
import io.github.dqlite4j.node.tls.TlsChannel;

/**
 * TLS in this process, in front of an engine that listens where only this process reaches
 * it.
 */
final class TlsTransport implements Transport {

	private static final Duration DIAL_TIMEOUT = Duration.ofSeconds(2);

	private final NodeTls tls;

	private final InnerAddress engine = InnerAddress.random();

	/**
	 * Prepares the transport of a node.
	 * @param options whom to trust and as whom to present oneself
	 * @throws NodeStartException if the options leave open one of both
	 */
	TlsTransport(TlsOptions options) throws NodeStartException {
		try {
			this.tls = new NodeTls(options);
		}
		catch (IllegalArgumentException ex) {
			throw new NodeStartException(Reason.TLS_NOT_USABLE, ex.getMessage() + ".",
					"Or leave TLS away if every network between the nodes and the clients is trusted.", ex);
		}
	}

	@Override
	public void check(NodeAddress address) throws NodeStartException {
		try {
			this.tls.check(address.host());
		}
		catch (IOException ex) {
			throw new NodeStartException(Reason.TLS_NOT_USABLE,
					"The dqlite node at " + address + " cannot speak TLS with nodes that are configured like itself: "
							+ ex.getMessage() + ".",
					"The certificate of a node has to name the host of its address, to serve for TLS servers and"
							+ " clients alike, and to be issued by an authority that all nodes trust.",
					ex);
		}
	}

	@Override
	public NodeContact contact(NodeAddress node) {
		return new TlsContact(node);
	}

	@Override
	public ClusterAdministration administration(List<NodeAddress> nodes, Duration timeout) {
		return new ClusterAdministration(nodes, timeout, this.tls.client());
	}

	@Override
	public EngineAddress engineAddress(NodeEndpoint listen) {
		return this.engine;
	}

	@Override
	public void open(NodeEndpoint listen) throws NodeStartException {
		try {
			this.tls.listen(listen.socketAddress(), this.engine.name());
		}
		catch (IOException ex) {
			throw new NodeStartException(
					(ex instanceof BindException) ? Reason.ADDRESS_IN_USE : Reason.ADDRESS_NOT_USABLE,
					"The dqlite node cannot listen on " + listen + ": " + ex.getMessage() + ".",
					"Give the node another address, or stop who uses it (ss -ltnp shows who listens).", ex);
		}
	}

	@Override
	public Connector connector() {
		return (node, hosts) -> this.tls.dial(node, hosts, DIAL_TIMEOUT);
	}

	@Override
	public void close() {
		this.tls.close();
	}

	/**
	 * Another node, which is spoken to by TLS.
	 */
	private final class TlsContact implements NodeContact {

		private final NodeAddress node;

		TlsContact(NodeAddress node) {
			this.node = node;
		}

		@Override
		public NodeChannel open(Duration timeout) throws IOException {
			// the one number that a contact in plain text would dial as well
			List<InetAddress> hosts = List.of(NodeEndpoint.of(this.node).host());
			TlsChannel channel = TlsTransport.this.tls.connect(this.node, hosts, timeout);
			channel.setReadTimeout(timeout);
			return new NodeChannel() {

				@Override
				public InputStream input() throws IOException {
					return channel.input();
				}

				@Override
				public OutputStream output() throws IOException {
					return channel.output();
				}

				@Override
				public void close() throws IOException {
					channel.close();
				}

			};
		}

		@Override
		public String toString() {
			return this.node.toString();
		}

	}

}
