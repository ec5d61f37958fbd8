package io.github.dqlite4j.jdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version, split as JDBC wants it.
 *
 * @param text the whole version
 * @param major the first number
 * @param minor the second number
 */
record MetadataVersion(String text, int major, int minor) {

	private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+).*");

	static MetadataVersion parse(String text) {
		Matcher matcher = FORM.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("The version '" + text + "' doesn't begin with two numbers");
		}
		return new MetadataVersion(text, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
	}

	boolean isAtLeast(int major, int minor) {
		return this.major > major || (this.major == major && this.minor >= minor);
	}

}
