package io.github.dqlite4j.protocol;

/**
 * Tells the server a number for this client. Answered by {@link WelcomeResponse}.
 *
 * @param clientId any number
 */
public record ClientRequest(long clientId) implements Request {

	@Override
	public int type() {
		return 1;
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putLong(this.clientId);
	}

}
