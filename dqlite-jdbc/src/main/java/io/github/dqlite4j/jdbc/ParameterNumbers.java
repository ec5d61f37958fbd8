package io.github.dqlite4j.jdbc;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the parameters of a statement as the engine does: {@code ?} is one more than
 * the highest before it, {@code ?5} is the fifth, and a name has the same number wherever
 * it stands.
 */
final class ParameterNumbers {

	private static final int LONGEST = 7;

	private final Map<String, Integer> named = new HashMap<>();

	private int highest;

	/**
	 * Number the next parameter.
	 * @param text the parameter as it stands in the statement
	 * @return its number, or 0 if no statement can have so many
	 */
	int next(String text) {
		int number;
		if (text.equals("?")) {
			number = this.highest + 1;
		}
		else if (text.charAt(0) == '?') {
			number = (text.length() <= LONGEST) ? Integer.parseInt(text.substring(1)) : 0;
		}
		else {
			number = this.named.computeIfAbsent(text, (key) -> this.highest + 1);
		}
		this.highest = Math.max(this.highest, number);
		return number;
	}

	/**
	 * Return the highest number so far, which is how many values the statement takes.
	 */
	int highest() {
		return this.highest;
	}

}
