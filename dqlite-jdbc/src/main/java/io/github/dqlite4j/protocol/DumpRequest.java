package io.github.dqlite4j.protocol;

/**
 * Asks for the files of a database. Answered by {@link FilesResponse}.
 *
 * @param name the name of the database
 */
public record DumpRequest(DatabaseName name) implements Request {

	@Override
	public int type() {
		return 15;
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putText(this.name.value());
	}

}
