package io.github.dqlite4j.protocol;

/**
 * Sets the weight of the node that is asked. Answered by {@link EmptyResponse}.
 *
 * @param weight the weight
 */
public record WeightRequest(long weight) implements Request {

	@Override
	public int type() {
		return 19;
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putLong(this.weight);
	}

}
