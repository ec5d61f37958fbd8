package io.github.dqlite4j.protocol;

/**
 * Asks for the members of the cluster with their roles. Any node answers with
 * {@link NodesResponse}.
 */
public record ClusterRequest() implements Request {

	private static final int FORMAT_WITH_ROLES = 1;

	@Override
	public int type() {
		return 16;
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putLong(FORMAT_WITH_ROLES);
	}

}
