package io.github.dqlite4j.flyway;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a statement does to the transaction of its connection.
 */
enum TransactionControl {

	BEGIN, COMMIT, ROLLBACK;

	/**
	 * Tell by the first words of a statement.
	 * @param words the words in upper case
	 * @return what it does, or {@code null} if it leaves the transaction alone, as
	 * savepoints do
	 */
	static @Nullable TransactionControl of(List<String> words) {
		return switch (words.isEmpty() ? "" : words.get(0)) {
			case "BEGIN" -> BEGIN;
			case "COMMIT", "END" -> COMMIT;
			case "ROLLBACK" -> words.contains("TO") ? null : ROLLBACK;
			default -> null;
		};
	}

}
