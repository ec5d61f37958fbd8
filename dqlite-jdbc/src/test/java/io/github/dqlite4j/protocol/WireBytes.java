package io.github.dqlite4j.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes on the wire, written out by hand and shown one word of eight bytes a line.
 */
final class WireBytes {

	private static final HexFormat HEX = HexFormat.of();

	private final byte[] bytes;

	private WireBytes(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Read hexadecimal digits; blanks, line ends and what follows a # are for the reader.
	 */
	static WireBytes of(String hex) {
		return new WireBytes(HEX.parseHex(hex.replaceAll("#[^\n]*", "").replaceAll("\\s", "")));
	}

	static WireBytes of(byte[] bytes) {
		return new WireBytes(bytes);
	}

	/**
	 * Return what a writer would send for requests.
	 */
	static WireBytes written(Request... requests) throws IOException {
		FrameWriter writer = new FrameWriter(1024 * 1024);
		for (Request request : requests) {
			writer.append(request);
		}
		return flushed(writer);
	}

	static WireBytes flushed(FrameWriter writer) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		writer.flushTo(out);
		return new WireBytes(out.toByteArray());
	}

	/**
	 * Decode these bytes as one whole message.
	 */
	Response response() throws IOException {
		FrameReader reader = new FrameReader(1024 * 1024);
		Response response = Response.decode(reader.read(new ByteArrayInputStream(this.bytes)));
		if (reader.hasBuffered()) {
			throw new IOException("there is more than one message");
		}
		return response;
	}

	/**
	 * Decode these bytes as one whole message that has rows.
	 */
	RowBatch rows() throws IOException {
		return (RowBatch) response();
	}

	byte[] toArray() {
		return this.bytes.clone();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof WireBytes wire && Arrays.equals(this.bytes, wire.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < this.bytes.length; i += 8) {
			text.append('\n').append(HEX.formatHex(this.bytes, i, Math.min(i + 8, this.bytes.length)));
		}
		return text.toString();
	}

}
