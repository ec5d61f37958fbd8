package io.github.dqlite4j.protocol;

/**
 * Hands leadership over. Only the leader obeys. Answered by {@link EmptyResponse}.
 *
 * @param id the identity of the node that is to lead, or 0 to leave the choice to the
 * cluster
 */
public record TransferRequest(long id) implements Request {

	@Override
	public int type() {
		return 17;
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putLong(this.id);
	}

}
