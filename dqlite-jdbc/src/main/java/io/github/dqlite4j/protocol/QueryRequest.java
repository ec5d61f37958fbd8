package io.github.dqlite4j.protocol;

/**
 * Runs a prepared statement that yields rows. Answered by {@link RowBatch}es.
 *
 * @param statementId the statement
 * @param parameters a value for each parameter of the statement
 */
public record QueryRequest(int statementId, Parameters parameters) implements Request {

	@Override
	public int type() {
		return 6;
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
