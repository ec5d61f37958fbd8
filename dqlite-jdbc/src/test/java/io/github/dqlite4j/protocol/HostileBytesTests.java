package io.github.dqlite4j.protocol;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Whatever comes in, the decoder either understands it or says {@link ProtocolException},
 * at the end of the stream {@link EOFException}; it reserves no memory for what is only
 * claimed, and it comes to an end. That takes ten seconds of the processor, which a busy
 * machine gives in minutes. A loop without end would not notice an interruption: the test
 * is left behind then, in its thread.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileBytesTests {

	private static final int ROUNDS = 1_000_000;

	private static final int LIMIT = 1024 * 1024;

	/**
	 * Generous for one small message: its objects, but nothing that was only claimed.
	 */
	private static final long MEMORY_OF_A_MESSAGE = 256 * 1024;

	private static final byte[] INTERESTING = { 0, 1, 2, 5, 7, 8, 9, 10, 11, 12, 0x11, 0x33, 0x44, 0x7f, (byte) 0x80,
			(byte) 0xee, (byte) 0xff };

	private final List<byte[]> samples = samples();

	@Test
	void mutatedMessages() {
		Random random = new Random(20261121);
		int understood = 0;
		for (int round = 0; round < ROUNDS; round++) {
			byte[] bytes = mutate(random, this.samples.get(round % this.samples.size()));
			long before = Allocation.ofThisThread();
			understood += consume(bytes, round) ? 1 : 0;
			long allocated = Allocation.ofThisThread() - before;
			if (allocated > MEMORY_OF_A_MESSAGE) {
				fail("Message %d took %d bytes of memory: %s", round, allocated, WireBytes.of(bytes));
			}
		}
		assertThat(understood).as("messages that were understood in spite of all").isBetween(ROUNDS / 100, ROUNDS / 2);
	}

	private static boolean consume(byte[] bytes, int round) {
		FrameReader reader = new FrameReader(LIMIT);
		ChunkedInputStream in = new ChunkedInputStream(bytes, 1 + round % 97);
		try {
			RowBatch batch = null;
			while (true) {
				Frame frame = reader.read(in);
				Response response = (batch != null) ? Response.decodeFollowing(frame, batch) : Response.decode(frame);
				if (!(response instanceof RowBatch rows)) {
					return true;
				}
				batch = rows;
				if (readRows(batch)) {
					return true;
				}
			}
		}
		catch (ProtocolException | EOFException ex) {
			String message = ex.getMessage();
			if (message == null || message.isBlank() || message.length() > 2000) {
				fail("The exception of message %d says too little or too much: %s", round, message);
			}
			return false;
		}
		catch (IOException | RuntimeException ex) {
			return fail("Message %d: %s".formatted(round, WireBytes.of(bytes)), ex);
		}
	}

	private static boolean readRows(RowBatch batch) throws IOException {
		while (batch.next()) {
			for (int i = 0; i < batch.columnNames().size(); i++) {
				switch (batch.type(i)) {
					case TEXT, ISO8601 -> batch.getText(i);
					case BLOB -> batch.getBytes(i);
					case FLOAT -> batch.getDouble(i);
					default -> batch.getLong(i);
				}
			}
			batch.retain();
		}
		assertThat(batch.endsResult()).isEqualTo(batch.isLast());
		return batch.isLast();
	}

	private static byte[] mutate(Random random, byte[] sample) {
		byte[] bytes = sample.clone();
		for (int i = random.nextInt(4); i >= 0; i--) {
			int at = random.nextInt(bytes.length);
			switch (random.nextInt(6)) {
				case 0 -> bytes[at] = (byte) random.nextInt();
				case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
				case 2 -> bytes[at] = INTERESTING[random.nextInt(INTERESTING.length)];
				case 3 -> fillWord(bytes, at & -8, random);
				case 4 -> bytes = cut(bytes, at);
				default -> bytes = insert(bytes, at & -8, random);
			}
		}
		return bytes;
	}

	private static void fillWord(byte[] bytes, int at, Random random) {
		byte filler = INTERESTING[random.nextInt(INTERESTING.length)];
		for (int i = at; i < Math.min(at + 8, bytes.length); i++) {
			bytes[i] = filler;
		}
	}

	private static byte[] cut(byte[] bytes, int length) {
		byte[] shorter = new byte[Math.max(length, 1)];
		System.arraycopy(bytes, 0, shorter, 0, shorter.length);
		return shorter;
	}

	private static byte[] insert(byte[] bytes, int at, Random random) {
		byte[] longer = new byte[bytes.length + 8];
		System.arraycopy(bytes, 0, longer, 0, at);
		fillWord(longer, at, random);
		System.arraycopy(bytes, at, longer, at + 8, bytes.length - at);
		return longer;
	}

	private static List<byte[]> samples() {
		List<byte[]> samples = new ArrayList<>();
		List<String> messages = List
			.of("03000000 00 00 0000 0a28000000000000 6e6f74206c656164 6572000000000000",
					"03000000 01 00 0000 0100000000000000 3132372e302e302e 313a393030310000",
					"01000000 02 00 0000 983a000000000000",
					"07000000 03 00 0000 0200000000000000 0100000000000000 613a310000000000 0000000000000000"
							+ "0200000000000000 623a320000000000 0100000000000000",
					"01000000 04 00 0000 0000000000000000", "02000000 05 00 0000 0000000000000000 0500000000000000",
					"03000000 05 01 0000 0000000000000000 0500000000000000 0900000000000000",
					"02000000 06 00 0000 0100000000000000 0300000000000000", "01000000 08 00 0000 0000000000000000",
					"06000000 09 00 0000 0200000000000000 6100000000000000 0800000000000000 0102030405060708"
							+ "622d77616c000000 0000000000000000",
					"02000000 0a 00 0000 0300000000000000 0400000000000000");
		messages.forEach((message) -> samples.add(WireBytes.of(message).toArray()));
		String columns = "0300000000000000 6100000000000000 6200000000000000 6300000000000000";
		String row = "43 02 000000000000 7800000000000000 0300000000000000 0102030000000000 000000000000f03f";
		String other = "95 0a 000000000000 0000000000000000 0100000000000000 323032362d313100";
		samples.add(WireBytes.of("0f000000 07 00 0000" + columns + row + row + "ffffffffffffffff").toArray());
		samples.add(WireBytes
			.of("0e000000 07 00 0000" + columns + row + other + "eeeeeeeeeeeeeeee 05000000 07 00 0000" + columns
					+ "ffffffffffffffff")
			.toArray());
		samples.add(wideRows());
		return samples;
	}

	private static byte[] wideRows() {
		FrameWriter writer = new FrameWriter(LIMIT);
		writer.begin();
		writer.putLong(64);
		for (int i = 0; i < 64; i++) {
			writer.putText("column" + i);
		}
		for (int i = 0; i < 32; i++) {
			writer.putByte(0x31);
		}
		for (int i = 0; i < 32; i++) {
			writer.putLong(i);
			writer.putText("value " + i);
		}
		writer.putLong(-1);
		writer.end(7, 0);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			writer.flushTo(out);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		return out.toByteArray();
	}

}
