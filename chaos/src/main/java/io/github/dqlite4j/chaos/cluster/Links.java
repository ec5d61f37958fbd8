package io.github.dqlite4j.chaos.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.testing.CuttingProxy;

/**
 * The links to members that are known by the addresses of proxies.
 */
public final class Links implements AutoCloseable {

	/**
	 * What a proxy takes for the identity of a client.
	 */
	private static final long CLIENT = 0;

	private final List<CuttingProxy> proxies = new ArrayList<>();

	/**
	 * The first node founds the cluster, which takes the identity 1.
	 */
	static long id(int member) {
		return member + 1L;
	}

	/**
	 * Put a proxy in front of a node.
	 * @param node where the node listens
	 * @return the address of the proxy
	 * @throws IOException if it can't be started
	 */
	String add(NodeAddress node) throws IOException {
		CuttingProxy proxy = new CuttingProxy(node);
		this.proxies.add(proxy);
		return proxy.address();
	}

	/**
	 * Cut links: bytes vanish, and nobody is told.
	 * @param pattern tells which
	 */
	public void cut(Pattern pattern) {
		for (int i = 0; i < this.proxies.size(); i++) {
			int member = i;
			this.proxies.get(i)
				.cutFrom((peer) -> (peer == CLIENT) ? pattern.isCutFromClients(member)
						: pattern.isCut(member, (int) (peer - id(0))));
		}
	}

	/**
	 * Let everything pass again. Links that have lost something break.
	 */
	public void heal() {
		this.proxies.forEach(CuttingProxy::heal);
	}

	@Override
	public void close() throws IOException {
		for (CuttingProxy proxy : this.proxies) {
			proxy.close();
		}
	}

	/**
	 * Which links are cut.
	 */
	public interface Pattern {

		/**
		 * Return whether two members can't talk to each other.
		 * @param one the number of one of them
		 * @param other the number of the other one
		 */
		boolean isCut(int one, int other);

		/**
		 * Return whether a member can't talk to clients.
		 * @param member its number
		 */
		boolean isCutFromClients(int member);

	}

}
