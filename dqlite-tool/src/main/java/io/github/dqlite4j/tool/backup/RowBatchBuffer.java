package io.github.dqlite4j.tool.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Rows of one table that are written in one transaction. They are kept until that is
 * certain, and so bounded in number and size: a transaction is one entry of the
 * replicated log, which stalls everything else while it travels.
 */
final class RowBatchBuffer {

	private static final int MAX_ROWS = 5_000;

	private static final long MAX_BYTES = 4L * 1024 * 1024;

	private static final int BATCH_ROWS = 500;

	private static final int VALUE_SIZE = 8;

	private final SourceTable table;

	private final int width;

	private final boolean utf8;

	private final List<Row> rows = new ArrayList<>();

	private long bytes;

	RowBatchBuffer(SourceTable table, boolean utf8) {
		this.table = table;
		this.width = table.values().size();
		this.utf8 = utf8;
	}

	boolean isFull() {
		return this.rows.size() >= MAX_ROWS || this.bytes >= MAX_BYTES;
	}

	boolean isEmpty() {
		return this.rows.isEmpty();
	}

	int size() {
		return this.rows.size();
	}

	void clear() {
		this.rows.clear();
		this.bytes = 0;
	}

	/**
	 * Add the row on which a result is.
	 */
	void add(ResultSet source) throws SQLException {
		@Nullable Object[] values = new Object[this.width];
		boolean[] asBytes = new boolean[this.width];
		for (int i = 0; i < this.width; i++) {
			Object value = source.getObject(i + 1);
			if (value instanceof String text) {
				this.bytes += text.length();
				if (this.utf8 && !canBeSentAsText(text)) {
					byte[] raw = source.getBytes(i + 1);
					asBytes[i] = true;
					value = raw;
				}
			}
			else if (value instanceof byte[] blob) {
				this.bytes += blob.length;
			}
			this.bytes += VALUE_SIZE;
			values[i] = value;
		}
		this.rows.add(new Row(values, asBytes));
	}

	/**
	 * Text with U+0000 has no form on the wire, and what is no valid UTF-8 was decoded to
	 * U+FFFD.
	 */
	private static boolean canBeSentAsText(String text) {
		return text.indexOf('\0') < 0 && text.indexOf('\uFFFD') < 0;
	}

	/**
	 * Write the rows.
	 */
	void writeTo(Connection connection) throws SQLException {
		int start = 0;
		while (start < this.rows.size()) {
			boolean[] form = this.rows.get(start).asBytes();
			int end = start;
			while (end < this.rows.size() && end - start < BATCH_ROWS
					&& Arrays.equals(this.rows.get(end).asBytes(), form)) {
				end++;
			}
			write(connection, form, this.rows.subList(start, end));
			start = end;
		}
	}

	private void write(Connection connection, boolean[] form, List<Row> batch) throws SQLException {
		try (PreparedStatement insert = connection.prepareStatement(this.table.insertSql(form))) {
			for (Row row : batch) {
				for (int i = 0; i < this.width; i++) {
					insert.setObject(i + 1, row.values()[i]);
				}
				insert.addBatch();
			}
			insert.executeBatch();
		}
	}

	/**
	 * A row.
	 *
	 * @param values its values as Java objects
	 * @param asBytes for each value, whether it is text whose bytes are sent
	 */
	private record Row(@Nullable Object[] values, boolean[] asBytes) {

	}

}
