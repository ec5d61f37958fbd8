package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.protocol.DeclaredRows;
import io.github.dqlite4j.protocol.RowBatch;
import io.github.dqlite4j.protocol.RowsEncoder;
import io.github.dqlite4j.protocol.ValueType;

/**
 * Rows that need no server.
 */
final class Rows {

	private Rows() {
	}

	/**
	 * Return a batch whose current row has these values, in the columns c1, c2 and so on.
	 */
	static RowBatch of(Object... values) {
		List<String> names = new ArrayList<>();
		for (int i = 1; i <= values.length; i++) {
			names.add("c" + i);
		}
		List<Object[]> rows = new ArrayList<>();
		rows.add(values);
		return first(RowsEncoder.encode(names, rows));
	}

	/**
	 * Return a batch whose current row has one value of a type that only servers send.
	 * @param type the type of the value
	 * @param value a Long, a String or the bytes of a text
	 */
	static RowBatch declared(ValueType type, Object value) {
		return first(DeclaredRows.encode(type, value));
	}

	private static RowBatch first(RowBatch rows) {
		try {
			if (!rows.next()) {
				throw new AssertionError("no row");
			}
			return rows;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
