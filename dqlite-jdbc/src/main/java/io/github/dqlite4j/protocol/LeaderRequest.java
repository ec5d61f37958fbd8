package io.github.dqlite4j.protocol;

/**
 * Asks a node who leads. Any node answers with a {@link LeaderResponse}.
 */
public record LeaderRequest() implements Request {

	@Override
	public int type() {
		return 0;
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putLong(0);
	}

}
