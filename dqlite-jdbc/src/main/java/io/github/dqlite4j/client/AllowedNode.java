package io.github.dqlite4j.client;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * An entry of {@link AllowedNodes}.
 *
 * @param text the entry as it was given, in lower case
 * @param host the host as {@link NodeAddress} keeps it, or {@code null} for a network
 * @param port the port, or {@code null} for any
 * @param network the addresses that are meant, or {@code null} for a host name
 */
record AllowedNode(String text, @Nullable String host, @Nullable Integer port, @Nullable IpNetwork network) {

	/**
	 * Parse an entry.
	 * @throws IllegalArgumentException if the text is not valid; the message names it
	 */
	static AllowedNode parse(String text) {
		String entry = text.trim().toLowerCase(Locale.ROOT);
		if (entry.isEmpty()) {
			throw new IllegalArgumentException("an entry is empty: separate hosts and networks by one comma each");
		}
		if (entry.indexOf('/') >= 0) {
			return new AllowedNode(entry, null, null, IpNetwork.parse(entry));
		}
		NodeAddress node = NodeAddress.parse(entry);
		boolean withPort = entry.lastIndexOf(':') > entry.lastIndexOf(']');
		return new AllowedNode(entry, node.host(), withPort ? node.port() : null,
				IpNetwork.ofAddress(node.host()).orElse(null));
	}

	boolean allows(NodeAddress node) {
		return allowsPort(node.port()) && node.host().equals(this.host);
	}

	boolean allows(InetAddress address, int candidate) {
		return allowsPort(candidate)
				&& Optional.ofNullable(this.network).filter((own) -> own.contains(address)).isPresent();
	}

	private boolean allowsPort(int candidate) {
		return this.port == null || this.port == candidate;
	}

	boolean isAddress() {
		return this.network != null;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
