package io.github.dqlite4j.node;

/**
 * What makes a data directory that of one node.
 *
 * @param id the id, unsigned and not 0; never changes
 * @param address the {@code host:port} that is, or is about to be, written in the raft
 * log
 * @param automatic whether the address was chosen by us, so that it may be chosen anew
 * @param state how far the directory is
 */
record NodeIdentity(long id, String address, boolean automatic, State state) {

	/**
	 * The id of the node that founds a cluster: the engine bootstraps a directory for it.
	 */
	static final long FOUNDER = 1;

	/**
	 * Ids that are made here stay below it, so that programs which keep numbers as
	 * doubles show them as they are.
	 */
	static final long ID_LIMIT = 1L << 53;

	/**
	 * Tells whether the address may become another one, as long as the node is alone.
	 * @return whether nobody has chosen the address, or it was becoming another one
	 */
	boolean mayMove() {
		return this.automatic || this.state == State.MOVING;
	}

	NodeIdentity in(State newState) {
		return new NodeIdentity(this.id, this.address, this.automatic, newState);
	}

	String displayId() {
		return Long.toUnsignedString(this.id);
	}

	/**
	 * How far a directory is. Written before each step that a crash could cut in two.
	 */
	enum State {

		/** The node has not yet been seen as a member of its cluster. */
		CREATED,

		/**
		 * The only member of a cluster gets the address that the identity already names.
		 */
		MOVING,

		/** The node is a member of its cluster. */
		MEMBER,

		/** The node has left its cluster for good. */
		LEFT

	}

}
