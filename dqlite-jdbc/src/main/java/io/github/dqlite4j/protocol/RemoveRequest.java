package io.github.dqlite4j.protocol;

/**
 * Takes a member out of the cluster. Only the leader obeys. Answered by
 * {@link EmptyResponse}.
 *
 * @param id the identity of the node
 */
public record RemoveRequest(long id) implements Request {

	@Override
	public int type() {
		return 14;
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putLong(this.id);
	}

}
