package io.github.dqlite4j.protocol;

/**
 * The part that a node plays in its cluster.
 */
public enum NodeRole {

	/**
	 * Replicates the data and counts for the quorum.
	 */
	VOTER,

	/**
	 * Replicates the data without a vote.
	 */
	STANDBY,

	/**
	 * Is only listed as a member: neither data nor vote.
	 */
	SPARE;

	private static final NodeRole[] BY_CODE = values();

	/**
	 * Return the number that stands for this role on the wire.
	 * @return 0, 1 or 2
	 */
	public int code() {
		return ordinal();
	}

	/**
	 * Return the role of a number on the wire.
	 * @param code the number
	 * @return the role
	 * @throws ProtocolException if there is no role of that number
	 */
	static NodeRole ofCode(long code) throws ProtocolException {
		if (code < 0 || code >= BY_CODE.length) {
			throw new ProtocolException("a node has the unknown role " + code);
		}
		return BY_CODE[(int) code];
	}

}
