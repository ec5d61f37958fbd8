package io.github.dqlite4j.jdbc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * The encoding of values in a URL: {@code %} and two hexadecimal digits for each byte of
 * UTF-8. A plus sign is a plus sign.
 */
final class PercentEncoding {

	private static final String RESERVED = "%&#?\"'<>\\^`{|}";

	private PercentEncoding() {
	}

	static String encode(String value) {
		StringBuilder encoded = new StringBuilder();
		for (byte unit : value.getBytes(StandardCharsets.UTF_8)) {
			if (unit > ' ' && unit < 0x7f && RESERVED.indexOf(unit) < 0) {
				encoded.append((char) unit);
			}
			else {
				encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(unit));
			}
		}
		return encoded.toString();
	}

	/**
	 * Decode a value.
	 * @param key the key that it belongs to, for the message
	 * @throws IllegalArgumentException if it is not encoded properly; the message does
	 * not show the value
	 */
	static String decode(String key, String value) {
		if (value.indexOf('%') < 0) {
			return value;
		}
		byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
		for (int i = 0; i < bytes.length; i++) {
			if (bytes[i] != '%') {
				decoded.write(bytes[i]);
			}
			else if (i + 2 < bytes.length && HexFormat.isHexDigit(bytes[i + 1]) && HexFormat.isHexDigit(bytes[i + 2])) {
				decoded.write(HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
				i += 2;
			}
			else {
				throw notEncoded(key, null);
			}
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded.toByteArray())).toString();
		}
		catch (CharacterCodingException ex) {
			throw notEncoded(key, ex);
		}
	}

	private static IllegalArgumentException notEncoded(String key, @Nullable Throwable cause) {
		return new IllegalArgumentException("the value of " + key
				+ " is not encoded properly: % and two hexadecimal digits stand for a byte of UTF-8, %25 for a % itself",
				cause);
	}

}
