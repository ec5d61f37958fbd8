package io.github.dqlite4j.protocol;

/**
 * Asks a node for its failure domain and weight. Answered by {@link MetadataResponse}.
 * The only format there is, is 0: another number ends the process of the server.
 */
public record DescribeRequest() implements Request {

	@Override
	public int type() {
		return 18;
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putLong(0);
	}

}
