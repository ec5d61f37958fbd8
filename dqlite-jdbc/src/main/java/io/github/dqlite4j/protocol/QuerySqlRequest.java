package io.github.dqlite4j.protocol;

/**
 * Runs one statement that yields rows, in one round trip. Answered by {@link RowBatch}es.
 *
 * @param sql the statement
 * @param parameters a value for each parameter of the statement
 */
public record QuerySqlRequest(String sql, Parameters parameters) implements Request {

	@Override
	public int type() {
		return 9;
	}

	@Override
	public int schema() {
		return this.parameters.schema();
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putLong(0);
		writer.putText(this.sql);
		this.parameters.writeTo(writer);
	}

}
