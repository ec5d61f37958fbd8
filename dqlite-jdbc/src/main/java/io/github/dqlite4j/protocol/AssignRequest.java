package io.github.dqlite4j.protocol;

/**
 * Gives a member a role. Only the leader obeys; a node is brought up to date first, which
 * can take long. Answered by {@link EmptyResponse}.
 *
 * @param id the identity of the node
 * @param role its new role
 */
public record AssignRequest(long id, NodeRole role) implements Request {

	@Override
	public int type() {
		return 13;
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putLong(this.id);
		writer.putLong(this.role.code());
	}

}
