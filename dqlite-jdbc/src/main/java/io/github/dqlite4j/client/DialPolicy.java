package io.github.dqlite4j.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a node is dialled, and at which addresses. Host names are resolved anew
 * each time. What is checked is what is dialled: a name that resolves to something else
 * the next time is checked again.
 */
final class DialPolicy {

	/**
	 * Every node may be dialled.
	 */
	static final DialPolicy ANY = new DialPolicy(List.of(), null, InetAddress::getAllByName);

	private final Set<NodeAddress> given;

	private final @Nullable AllowedNodes allowed;

	private final Resolver resolver;

	/**
	 * Create a policy.
	 * @param given the nodes that the application names itself: always allowed
	 * @param allowed which others are, or {@code null} to allow all
	 * @param resolver resolves names
	 */
	DialPolicy(List<NodeAddress> given, @Nullable AllowedNodes allowed, Resolver resolver) {
		this.given = Set.copyOf(given);
		this.allowed = allowed;
		this.resolver = resolver;
	}

	/**
	 * Create the policy of a cluster.
	 * @param options which nodes they allow
	 */
	static DialPolicy of(ConnectionOptions options) {
		return new DialPolicy(options.nodes(), options.allowedNodes(), InetAddress::getAllByName);
	}

	/**
	 * Resolve the host of a node.
	 * @param node the node
	 * @return the addresses at which it may be dialled; at least one
	 * @throws RefusedNodeException if there is none that is allowed
	 * @throws UnknownHostException if the host has no address
	 */
	List<InetAddress> resolve(NodeAddress node) throws RefusedNodeException, UnknownHostException {
		AllowedNodes rule = this.allowed;
		if (rule == null || this.given.contains(node) || rule.allows(node)) {
			return List.of(this.resolver.resolve(node.host()));
		}
		if (!rule.hasAddresses()) {
			throw refused(node, rule);
		}
		List<InetAddress> addresses = Arrays.stream(this.resolver.resolve(node.host()))
			.filter((address) -> rule.allows(address, node.port()))
			.toList();
		if (addresses.isEmpty()) {
			throw refused(node, rule);
		}
		return addresses;
	}

	private static RefusedNodeException refused(NodeAddress node, AllowedNodes rule) {
		return new RefusedNodeException("the address " + node + " is refused, since allowedNodes=" + rule
				+ " does not allow it: add it there if it belongs to the cluster");
	}

	/**
	 * Finds the addresses of a host.
	 */
	@FunctionalInterface
	interface Resolver {

		InetAddress[] resolve(String host) throws UnknownHostException;

	}

}
