package io.github.dqlite4j.protocol;

/**
 * Forgets a prepared statement. Answered by {@link EmptyResponse}.
 *
 * @param statementId the statement
 */
public record FinalizeRequest(int statementId) implements Request {

	@Override
	public int type() {
		return 7;
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putInt(0);
		writer.putInt(this.statementId);
	}

}
