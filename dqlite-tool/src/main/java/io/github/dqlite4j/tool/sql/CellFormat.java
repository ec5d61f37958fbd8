package io.github.dqlite4j.tool.sql;

import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Writes values as text.
 */
final class CellFormat {

	private CellFormat() {
	}

	/**
	 * Write a value.
	 * @param value a value of a result, not {@code null}
	 * @return bytes as SQL writes them, everything else as it is
	 */
	static String text(Object value) {
		return (value instanceof byte[] bytes) ? "x'" + HexFormat.of().formatHex(bytes) + "'" : value.toString();
	}

	/**
	 * Write a value for a terminal: on one line, without characters that it would obey.
	 * @param value a value, or {@code null}
	 * @param nullText what stands for NULL
	 * @return the text
	 */
	static String printable(@Nullable Object value, String nullText) {
		if (value == null) {
			return nullText;
		}
		String text = text(value);
		if (text.chars().noneMatch(Character::isISOControl)) {
			return text;
		}
		StringBuilder escaped = new StringBuilder();
		text.codePoints().forEach((c) -> {
			switch (c) {
				case '\n' -> escaped.append("\\n");
				case '\t' -> escaped.append("\\t");
				case '\r' -> escaped.append("\\r");
				default -> {
					if (Character.isISOControl(c)) {
						escaped.append(String.format("\\u%04x", c));
					}
					else {
						escaped.appendCodePoint(c);
					}
				}
			}
		});
		return escaped.toString();
	}

}
