package io.github.dqlite4j.protocol;

/**
 * The node that leads, as far as the node that was asked knows. Answers
 * {@link LeaderRequest}.
 *
 * @param id the identity of the leader, 0 if none is known
 * @param address the address that the leader advertises, empty if none is known
 */
public record LeaderResponse(long id, String address) implements Response {

	/**
	 * Tell whether there is a leader.
	 * @return whether one is known
	 */
	public boolean isKnown() {
		return this.id != 0 && !this.address.isEmpty();
	}

}
