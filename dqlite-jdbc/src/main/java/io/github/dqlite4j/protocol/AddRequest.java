package io.github.dqlite4j.protocol;

/**
 * Makes a node a member of the cluster, as a spare. Only the leader obeys. Answered by
 * {@link EmptyResponse}.
 *
 * @param id the identity of the node
 * @param address its address
 */
public record AddRequest(long id, String address) implements Request {

	@Override
	public int type() {
		return 12;
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putLong(this.id);
		writer.putText(this.address);
	}

}
