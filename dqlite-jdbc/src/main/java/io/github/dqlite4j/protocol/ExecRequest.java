package io.github.dqlite4j.protocol;

/**
 * Runs a prepared statement that yields no rows. Answered by {@link ResultResponse}.
 *
 * @param statementId the statement
 * @param parameters a value for each parameter of the statement
 */
public record ExecRequest(int statementId, Parameters parameters) implements Request {

	@Override
	public int type() {
		return 5;
	}

	@Override
	public int schema() {
		return this.parameters.schema();
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putInt(0);
		writer.putInt(this.statementId);
		this.parameters.writeTo(writer);
	}

}
