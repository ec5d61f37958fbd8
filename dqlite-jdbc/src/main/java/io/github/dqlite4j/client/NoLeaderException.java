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

	/**
	 * Create the exception.
	 * @param waitedMillis how long was searched, in milliseconds
	 * @param reasons what is known of each node, by its address
	 */
	public NoLeaderException(long waitedMillis, Map<String, String> reasons) {
		super("No leader was found within " + waitedMillis + " ms. " + describe(reasons)
				+ "A cluster serves while more than half of its voters run and reach each other: "
				+ "check that the nodes are up and that their addresses are right.");
		this.reasons = Map.copyOf(reasons);
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
