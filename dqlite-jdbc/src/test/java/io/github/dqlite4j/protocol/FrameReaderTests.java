package io.github.dqlite4j.protocol;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Messages cut out of a stream, however it comes in.
 */
class FrameReaderTests {

	private static final int LIMIT = 1024 * 1024;

	private static byte[] message(int type, int schema, byte[] body) {
		ByteBuffer message = ByteBuffer.allocate(8 + body.length).order(ByteOrder.LITTLE_ENDIAN);
		message.putInt(body.length / 8).put((byte) type).put((byte) schema).putShort((short) 0).put(body);
		return message.array();
	}

	private static byte[] random(Random random, int length) {
		byte[] bytes = new byte[length];
		random.nextBytes(bytes);
		return bytes;
	}

	private static byte[] header(long words) {
		return message((int) words, new byte[0]);
	}

	private static byte[] message(int words, byte[] body) {
		byte[] message = message(7, 0, body);
		ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).putInt(words);
		return message;
	}

	private static void assertFrame(Frame frame, int type, int schema, byte[] body) {
		assertThat(frame.type()).isEqualTo(type);
		assertThat(frame.schema()).isEqualTo(schema);
		assertThat(Arrays.copyOfRange(frame.buffer(), frame.offset(), frame.offset() + frame.length())).isEqualTo(body);
	}

	@Test
	void framesSplitAtEveryPosition() throws IOException {
		Random random = new Random(1);
		byte[] first = random(random, 16);
		byte[] second = random(random, 24);
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		stream.write(message(7, 1, first));
		stream.write(message(255, 255, second));
		byte[] bytes = stream.toByteArray();
		for (int i = 1; i < bytes.length; i++) {
			for (int j = 1; i + j < bytes.length; j++) {
				FrameReader reader = new FrameReader(LIMIT);
				InputStream in = new ChunkedInputStream(bytes, i, j, bytes.length);
				assertFrame(reader.read(in), 7, 1, first);
				assertFrame(reader.read(in), 255, 255, second);
				assertThat(reader.hasBuffered()).isFalse();
			}
		}
	}

	@Test
	void oneByteAtATime() throws IOException {
		byte[] body = random(new Random(2), 64);
		FrameReader reader = new FrameReader(LIMIT);
		assertFrame(reader.read(new ChunkedInputStream(message(3, 0, body), 1)), 3, 0, body);
	}

	@Test
	void manyFramesInOneRead() throws IOException {
		Random random = new Random(3);
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		byte[][] bodies = new byte[5000][];
		for (int i = 0; i < bodies.length; i++) {
			bodies[i] = random(random, 8 * (1 + random.nextInt(20)));
			stream.write(message(i & 0xff, 0, bodies[i]));
		}
		FrameReader reader = new FrameReader(LIMIT);
		InputStream in = new ChunkedInputStream(stream.toByteArray(), Integer.MAX_VALUE);
		for (int i = 0; i < bodies.length; i++) {
			assertFrame(reader.read(in), i & 0xff, 0, bodies[i]);
		}
		assertThat(reader.hasBuffered()).isFalse();
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> reader.read(in));
	}

	@Test
	void framesOfAllSizesInChunksOfAllSizes() throws IOException {
		Random random = new Random(4);
		for (int round = 0; round < 200; round++) {
			ByteArrayOutputStream stream = new ByteArrayOutputStream();
			byte[][] bodies = new byte[20][];
			for (int i = 0; i < bodies.length; i++) {
				int words = 1 + random.nextInt((random.nextInt(5) == 0) ? 12_000 : 300);
				bodies[i] = random(random, 8 * words);
				stream.write(message(i, 0, bodies[i]));
			}
			int[] sizes = random.ints(400, 1, 40_000).toArray();
			FrameReader reader = new FrameReader(LIMIT);
			InputStream in = new ChunkedInputStream(stream.toByteArray(), sizes);
			for (int i = 0; i < bodies.length; i++) {
				assertFrame(reader.read(in), i, 0, bodies[i]);
			}
			assertThat(reader.hasBuffered()).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 16 * 1024 - 8, 16 * 1024, 16 * 1024 + 8, 32 * 1024, 32 * 1024 + 8, LIMIT })
	void frameAsLargeAsTheBufferAndLarger(int length) throws IOException {
		Random random = new Random(5);
		byte[] large = random(random, length);
		byte[] small = random(random, 8);
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		stream.write(message(1, 0, small));
		stream.write(message(2, 0, large));
		stream.write(message(3, 0, small));
		FrameReader reader = new FrameReader(LIMIT);
		InputStream in = new ChunkedInputStream(stream.toByteArray(), Integer.MAX_VALUE);
		assertFrame(reader.read(in), 1, 0, small);
		assertFrame(reader.read(in), 2, 0, large);
		assertFrame(reader.read(in), 3, 0, small);
	}

	@Test
	void largeBufferIsGivenBack() throws IOException {
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		stream.write(message(1, 0, new byte[512 * 1024]));
		stream.write(message(2, 0, new byte[8]));
		FrameReader reader = new FrameReader(LIMIT);
		InputStream in = new ChunkedInputStream(stream.toByteArray(), Integer.MAX_VALUE);
		assertThat(reader.read(in).buffer().length).isGreaterThan(512 * 1024);
		assertThat(reader.read(in).buffer()).hasSize(16 * 1024);
	}

	@Test
	void messageWithoutBodyIsRefused() {
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> new FrameReader(LIMIT).read(new ChunkedInputStream(header(0), 8)))
			.withMessage("a message of type 7 has no body");
	}

	@Test
	void messageAboveTheLimitIsRefused() {
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> new FrameReader(64).read(new ChunkedInputStream(header(9), 8)))
			.withMessage("a message of 72 bytes is larger than the limit of 64 bytes: "
					+ "read the data in smaller parts or raise maxMessageSize");
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> new FrameReader(LIMIT).read(new ChunkedInputStream(header(0xffffffffL), 8)))
			.withMessageStartingWith("a message of 34359738360 bytes is larger");
	}

	@Test
	void messageOfTheLimitIsRead() throws IOException {
		byte[] body = random(new Random(6), 64);
		assertFrame(new FrameReader(64).read(new ChunkedInputStream(message(7, 0, body), 80)), 7, 0, body);
	}

	@Test
	void endOfTheStreamInAnyPlace() {
		byte[] message = message(7, 0, new byte[24]);
		for (int length = 0; length < message.length; length++) {
			byte[] cut = Arrays.copyOf(message, length);
			assertThatExceptionOfType(EOFException.class).as("%d bytes", length)
				.isThrownBy(() -> new FrameReader(LIMIT).read(new ChunkedInputStream(cut, 5)))
				.withMessage("the connection was closed by the other side");
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 0x0fffffffL, 0x0ffffffeL, 0x0ffff000L, 0x08000000L })
	void falseLengthCostsNoMemoryWhateverTheLimit(long words) {
		byte[] message = message((int) words, new byte[40_000]);
		FrameReader reader = new FrameReader(Integer.MAX_VALUE);
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> reader.read(new ChunkedInputStream(message, 1000)));
	}

	@Test
	void bufferedBytesOfAFurtherMessageAreTold() throws IOException {
		byte[] two = Arrays.copyOf(message(1, 0, new byte[8]), 17);
		FrameReader reader = new FrameReader(LIMIT);
		assertThat(reader.hasBuffered()).isFalse();
		reader.read(new ChunkedInputStream(two, 17));
		assertThat(reader.hasBuffered()).isTrue();
	}

}
