package io.github.dqlite4j.protocol;

/**
 * Prepares a statement. Answered by {@link StatementResponse}.
 *
 * @param sql one statement
 * @param revision 0, or 1 to be told how much of the text the statement took, which
 * engines before 1.15 ignore
 */
public record PrepareRequest(String sql, int revision) implements Request {

	@Override
	public int type() {
		return 4;
	}

	@Override
	public int schema() {
		return this.revision;
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putLong(0);
		writer.putText(this.sql);
	}

}
