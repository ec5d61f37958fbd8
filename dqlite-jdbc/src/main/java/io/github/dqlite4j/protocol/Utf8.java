package io.github.dqlite4j.protocol;

/**
 * Writes text as UTF-8 straight into a message. Unlike the encoders of the platform it
 * refuses what could not be read back: U+0000, which ends a text on the wire, and
 * unpaired surrogates.
 */
final class Utf8 {

	private Utf8() {
	}

	/**
	 * Encode text.
	 * @param text the text
	 * @param target the bytes to write to, with room for three bytes a character
	 * @param position where to begin
	 * @return the position behind the last byte
	 * @throws IllegalArgumentException if the text can't be sent
	 */
	static int encode(String text, byte[] target, int position) {
		int length = text.length();
		int at = position;
		for (int i = 0; i < length; i++) {
			char c = text.charAt(i);
			if (c < 0x80) {
				if (c == 0) {
					throw new IllegalArgumentException("the text has the character U+0000 at index " + i
							+ ", which can't be sent as text: store it as a BLOB");
				}
				target[at++] = (byte) c;
			}
			else if (c < 0x800) {
				target[at++] = (byte) (0xc0 | c >> 6);
				target[at++] = (byte) (0x80 | c & 0x3f);
			}
			else if (!Character.isSurrogate(c)) {
				target[at++] = (byte) (0xe0 | c >> 12);
				target[at++] = (byte) (0x80 | c >> 6 & 0x3f);
				target[at++] = (byte) (0x80 | c & 0x3f);
			}
			else {
				if (!Character.isHighSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(text.charAt(i + 1))) {
					throw new IllegalArgumentException(
							"the text has half of a surrogate pair at index " + i + ", which has no UTF-8 form");
				}
				int codePoint = Character.toCodePoint(c, text.charAt(++i));
				target[at++] = (byte) (0xf0 | codePoint >> 18);
				target[at++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
				target[at++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
				target[at++] = (byte) (0x80 | codePoint & 0x3f);
			}
		}
		return at;
	}

}
