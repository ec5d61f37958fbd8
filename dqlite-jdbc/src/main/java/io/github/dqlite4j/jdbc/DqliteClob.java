package io.github.dqlite4j.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;

/**
 * Text in memory. A change does not reach the database until the CLOB is bound to a
 * statement.
 */
final class DqliteClob implements NClob {

	private final StringBuilder text;

	private boolean freed;

	DqliteClob(String text) {
		this.text = new StringBuilder(text);
	}

	private void requireUsable() throws SQLException {
		if (this.freed) {
			throw SqlExceptions.state("The CLOB was freed", "HY010");
		}
	}

	@Override
	public long length() throws SQLException {
		requireUsable();
		return this.text.length();
	}

	@Override
	public String getSubString(long position, int length) throws SQLException {
		requireUsable();
		int start = DqliteBlob.index(position, this.text.length());
		if (length < 0) {
			throw SqlExceptions.data("The length " + length + " is negative", "22011");
		}
		return this.text.substring(start, (int) Math.min((long) start + length, this.text.length()));
	}

	@Override
	public Reader getCharacterStream() throws SQLException {
		requireUsable();
		return new StringReader(this.text.toString());
	}

	@Override
	public Reader getCharacterStream(long position, long length) throws SQLException {
		return new StringReader(getSubString(position, (int) Math.min(length, Integer.MAX_VALUE)));
	}

	@Override
	public InputStream getAsciiStream() throws SQLException {
		requireUsable();
		return new ByteArrayInputStream(this.text.toString().getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public long position(String pattern, long start) throws SQLException {
		requireUsable();
		int index = this.text.indexOf(pattern, DqliteBlob.index(start, this.text.length()));
		return (index >= 0) ? index + 1L : -1;
	}

	@Override
	public long position(Clob pattern, long start) throws SQLException {
		return position(pattern.getSubString(1, (int) Math.min(pattern.length(), Integer.MAX_VALUE)), start);
	}

	@Override
	public int setString(long position, String value) throws SQLException {
		return setString(position, value, 0, value.length());
	}

	@Override
	public int setString(long position, String value, int offset, int length) throws SQLException {
		requireUsable();
		int start = DqliteBlob.index(position, this.text.length());
		int end = Math.min(start + length, this.text.length());
		this.text.replace(start, end, value.substring(offset, offset + length));
		return length;
	}

	@Override
	public Writer setCharacterStream(long position) throws SQLException {
		requireUsable();
		int start = DqliteBlob.index(position, this.text.length());
		return new StringWriter() {

			@Override
			public void close() {
				DqliteClob.this.overwrite(start, toString());
			}

		};
	}

	@Override
	public OutputStream setAsciiStream(long position) throws SQLException {
		requireUsable();
		int start = DqliteBlob.index(position, this.text.length());
		return new ByteArrayOutputStream() {

			@Override
			public void close() {
				DqliteClob.this.overwrite(start, toString(StandardCharsets.US_ASCII));
			}

		};
	}

	private void overwrite(int start, String value) {
		this.text.replace(start, Math.min(start + value.length(), this.text.length()), value);
	}

	@Override
	public void truncate(long length) throws SQLException {
		requireUsable();
		if (length < 0 || length > this.text.length()) {
			throw SqlExceptions.data("The length " + length + " is not within 0 and " + this.text.length(), "22011");
		}
		this.text.setLength((int) length);
	}

	@Override
	public void free() {
		this.freed = true;
		this.text.setLength(0);
	}

}
