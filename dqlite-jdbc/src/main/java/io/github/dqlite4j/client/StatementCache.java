package io.github.dqlite4j.client;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements of one session that are, or are going to be, prepared at the server. The
 * one that was not used for the longest time gives way. The server is told so when it
 * prepares the next one, which bounds what it holds: only preparing makes that more.
 */
final class StatementCache {

	private static final int NOT_PREPARED = -1;

	private final int capacity;

	private final Map<String, Integer> idBySql = new LinkedHashMap<>(16, 0.75f, true);

	private final List<Integer> evicted = new ArrayList<>();

	StatementCache(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * Return the number of a prepared statement.
	 * @param sql the text of the statement
	 * @return the number, or -1 if the statement is not prepared
	 */
	int idOf(String sql) {
		return this.idBySql.getOrDefault(sql, NOT_PREPARED);
	}

	/**
	 * Take note of a use of a statement that is not prepared.
	 * @param sql the text of the statement
	 * @return whether it is worth preparing: it was used before
	 */
	boolean isUsedAgain(String sql) {
		if (this.capacity == 0) {
			return false;
		}
		boolean known = this.idBySql.putIfAbsent(sql, NOT_PREPARED) != null;
		trim();
		return known;
	}

	void prepared(String sql, int id) {
		this.idBySql.put(sql, id);
		trim();
	}

	/**
	 * Return the statements that are prepared or were used.
	 * @return their texts, the one that was not used for the longest time first
	 */
	List<String> statements() {
		return List.copyOf(this.idBySql.keySet());
	}

	private void trim() {
		Iterator<Integer> oldest = this.idBySql.values().iterator();
		while (this.idBySql.size() > this.capacity) {
			int id = oldest.next();
			oldest.remove();
			if (id != NOT_PREPARED) {
				this.evicted.add(id);
			}
		}
	}

	/**
	 * Return the statements that gave way, which the server is to forget.
	 * @return their numbers, each returned once
	 */
	List<Integer> takeEvicted() {
		if (this.evicted.isEmpty()) {
			return List.of();
		}
		List<Integer> taken = List.copyOf(this.evicted);
		this.evicted.clear();
		return taken;
	}

}
