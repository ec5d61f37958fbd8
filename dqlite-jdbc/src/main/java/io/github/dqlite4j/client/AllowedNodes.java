package io.github.dqlite4j.client;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which nodes may be dialled besides those that the application names itself: the cluster
 * tells where its leader and its members are, and whoever could make it tell something
 * else would lead connections, with all that is written, wherever he likes. Entries are
 * hosts ({@code db1}, {@code db1:9001}, {@code 10.0.0.1}, {@code [fd00::1]:9001}; without
 * a port all ports are allowed) or networks ({@code 10.0.0.0/8}, {@code fd00::/8}).
 * Immutable.
 */
public final class AllowedNodes {

	private final List<AllowedNode> entries;

	private AllowedNodes(List<AllowedNode> entries) {
		this.entries = entries;
	}

	/**
	 * Parse entries.
	 * @param texts the entries; none if no other node may be dialled
	 * @return the set
	 * @throws IllegalArgumentException if one of them is not valid; the message names it
	 */
	public static AllowedNodes parse(List<String> texts) {
		return new AllowedNodes(texts.stream().map(AllowedNode::parse).toList());
	}

	/**
	 * Tell whether a node may be dialled at any address that its name resolves to.
	 */
	boolean allows(NodeAddress node) {
		return this.entries.stream().anyMatch((entry) -> entry.allows(node));
	}

	/**
	 * Tell whether a node may be dialled at one of the addresses that its name resolves
	 * to.
	 */
	boolean allows(InetAddress address, int port) {
		return this.entries.stream().anyMatch((entry) -> entry.allows(address, port));
	}

	/**
	 * Tell whether it matters what a name resolves to. If not, a name that is not allowed
	 * need not be resolved at all.
	 */
	boolean hasAddresses() {
		return this.entries.stream().anyMatch(AllowedNode::isAddress);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof AllowedNodes nodes && this.entries.equals(nodes.entries);
	}

	@Override
	public int hashCode() {
		return this.entries.hashCode();
	}

	/**
	 * Return the entries, separated by commas, each as {@link #parse(List)} takes it.
	 */
	@Override
	public String toString() {
		return this.entries.stream().map(AllowedNode::toString).collect(Collectors.joining(","));
	}

}
