package io.github.dqlite4j.protocol;

/**
 * Opens a database on a connection, once and for good; a database that is not there comes
 * into being with the first write. Answered by {@link DatabaseResponse}.
 *
 * @param name the name of the database
 */
public record OpenRequest(DatabaseName name) implements Request {

	@Override
	public int type() {
		return 3;
	}

	@Override
	public void writeBody(FrameWriter writer) {
		writer.putText(this.name.value());
		writer.putLong(0);
		writer.putText("volatile");
	}

}
