package io.github.dqlite4j.node;

/**
 * The arithmetic of majorities.
 *
 * @param voters the number of voters
 * @param online how many of them answer
 */
record Quorum(int voters, int online) {

	/**
	 * Tells whether the cluster can decide anything.
	 * @return whether more than half of the voters answer
	 */
	boolean isReached() {
		return this.online > this.voters / 2;
	}

	/**
	 * Returns what is left when a voter that answers stops and keeps its vote.
	 * @return the quorum then
	 */
	Quorum withoutAnswer() {
		return new Quorum(this.voters, this.online - 1);
	}

	/**
	 * Returns what is left when a voter that answers gives its vote up.
	 * @return the quorum then
	 */
	Quorum withoutVote() {
		return new Quorum(this.voters - 1, this.online - 1);
	}

}
