package io.github.dqlite4j.node;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * Failure domains are numbers for the engine, while people and clouds give them names.
 */
final class FailureDomain {

	/** Keeps the numbers of names apart from those that somebody chose. */
	private static final long NAMED = 1L << 32;

	private FailureDomain() {
	}

	/**
	 * Returns the number of a failure domain.
	 * @param domain a number up to 9 digits, or a name; {@code null} or blank for none
	 * @return the number itself, or the checksum of the name; 0 for none
	 */
	static long number(@Nullable String domain) {
		String text = (domain != null) ? domain.strip() : "";
		if (text.isEmpty()) {
			return 0;
		}
		if (text.matches("\\d{1,9}")) {
			return Long.parseLong(text);
		}
		CRC32 checksum = new CRC32();
		checksum.update(text.getBytes(StandardCharsets.UTF_8));
		return NAMED | checksum.getValue();
	}

}
