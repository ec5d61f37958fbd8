package io.github.dqlite4j.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes of responses, written by the description of the wire format and without the
 * code under test.
 */
public final class Reply {

	private static final long DONE = 0xffffffffffffffffL;

	private static final long MORE = 0xeeeeeeeeeeeeeeeeL;

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	private Reply() {
	}

	public static byte[] failure(long code, String message) {
		return new Reply().number(code).text(message).message(0, 0);
	}

	public static byte[] leader(long id, String address) {
		return new Reply().number(id).text(address).message(1, 0);
	}

	public static byte[] nodes(String... addresses) {
		Reply reply = new Reply().number(addresses.length);
		for (int i = 0; i < addresses.length; i++) {
			reply.number(i + 1).text(addresses[i]).number(0);
		}
		return reply.message(3, 0);
	}

	public static byte[] database() {
		return new Reply().number(0).message(4, 0);
	}

	public static byte[] statement(int id, boolean extended) {
		Reply reply = new Reply().number((long) id << 32).number(0);
		return extended ? reply.number(0).message(5, 1) : reply.message(5, 0);
	}

	public static byte[] result(long lastInsertId, long rowsAffected) {
		return new Reply().number(lastInsertId).number(rowsAffected).message(6, 0);
	}

	public static byte[] empty() {
		return new Reply().number(0).message(8, 0);
	}

	/**
	 * A batch of rows with one column of whole numbers.
	 * @param last whether no other batch follows
	 */
	public static byte[] rows(boolean last, String column, long... values) {
		Reply reply = new Reply().number(1).text(column);
		for (long value : values) {
			reply.number(1).number(value);
		}
		return reply.number(last ? DONE : MORE).message(7, 0);
	}

	/**
	 * One row.
	 * @param values whole numbers and texts
	 */
	public static byte[] row(Object... values) {
		Reply reply = new Reply().number(values.length);
		for (int i = 0; i < values.length; i++) {
			reply.text("c" + i);
		}
		byte[] types = new byte[((values.length + 1) / 2 + 7) & -8];
		for (int i = 0; i < values.length; i++) {
			types[i / 2] |= (byte) ((values[i] instanceof Long ? 1 : 3) << i % 2 * 4);
		}
		reply.body.writeBytes(types);
		for (Object value : values) {
			if (value instanceof Long number) {
				reply.number(number);
			}
			else {
				reply.text(value.toString());
			}
		}
		return reply.number(DONE).message(7, 0);
	}

	/**
	 * A row whose only value is of a type that does not exist.
	 */
	public static byte[] malformedRow(String column) {
		return new Reply().number(1).text(column).number(6).number(0).number(DONE).message(7, 0);
	}

	/**
	 * A message of a type that does not exist.
	 */
	public static byte[] unknown() {
		return new Reply().number(0).message(99, 0);
	}

	public static byte[] join(List<byte[]> messages) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		messages.forEach(all::writeBytes);
		return all.toByteArray();
	}

	private Reply number(long value) {
		this.body.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
		return this;
	}

	private Reply text(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		this.body.writeBytes(ByteBuffer.allocate((bytes.length + 8) & -8).put(bytes).array());
		return this;
	}

	private byte[] message(int type, int schema) {
		ByteBuffer message = ByteBuffer.allocate(8 + this.body.size()).order(ByteOrder.LITTLE_ENDIAN);
		return message.putInt(this.body.size() / 8)
			.put((byte) type)
			.put((byte) schema)
			.putShort((short) 0)
			.put(this.body.toByteArray())
			.array();
	}

}
