package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * No node that leads was found in time. Nothing was executed.
 */
public class NoLeaderException extends IOException {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, String> reasons;

	private final boolean permanent;

	/**
	 * Create the exception.
	 * @param waitedMillis how long was searched, in milliseconds
	 * @param reasons what is known of each node, by its address
	 */
	public NoLeaderException(long waitedMillis, Map<String, String> reasons) {
		this("No leader was found within " + waitedMillis + " ms. " + describe(reasons)
				+ "A cluster serves while more than half of its voters run and reach each other: "
				+ "check that the nodes are up and that their addresses are right.", reasons, false);
	}

	private NoLeaderException(String message, Map<String, String> reasons, boolean permanent) {
		super(message);
		this.reasons = Map.copyOf(reasons);
		this.permanent = permanent;
	}

	/**
	 * Create the exception for a search that was ended early, since no known node can be
	 * used and waiting would not change that.
	 * @param reasons why not, by the address of the node
	 * @return the exception
	 */
	static NoLeaderException permanent(Map<String, String> reasons) {
		return new NoLeaderException(
				"No node of the cluster can be used, and waiting would not help. " + describe(reasons).stripTrailing(),
				reasons, true);
	}

	/**
	 * Tell whether a setting or a certificate is to be changed before another search
	 * makes sense.
	 * @return whether it is
	 */
	public boolean isPermanent() {
		return this.permanent;
	}

	private static String describe(Map<String, String> reasons) {
		StringBuilder text = new StringBuilder();
		new TreeMap<>(reasons).forEach((node, reason) -> text.append(node).append(": ").append(reason).append(". "));
		return text.toString();
	}

	/**
	 * Return what is known of each node.
	 * @return the reasons by the node's address
	 */
	public Map<String, String> reasons() {
		return (this.reasons != null) ? this.reasons : Map.of();
	}

}
