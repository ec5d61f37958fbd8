package io.github.dqlite4j.client.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * The first bytes of a database file, by
 * <a href="https://sqlite.org/fileformat2.html#the_database_header">SQLite's
 * description</a>.
 */
final class DatabaseHeader {

	private static final int SIZE = 100;

	private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

	private static final int WRITE_VERSION = 18;

	private static final byte ROLLBACK_JOURNAL = 1;

	private static final int PAGE_HEADER = 8;

	private static final byte LEAF = 13;

	private static final int CELLS = 3;

	private DatabaseHeader() {
	}

	/**
	 * Tell whether a database has tables: one whose tables were all dropped goes on to
	 * exist.
	 * @param database the file
	 * @return whether the table of the schema, on the first page, has rows
	 * @throws IOException if the file can't be read
	 */
	static boolean hasTables(FileChannel database) throws IOException {
		ByteBuffer page = ByteBuffer.allocate(PAGE_HEADER);
		database.read(page, SIZE);
		return page.get(0) != LEAF || page.getShort(CELLS) != 0;
	}

	/**
	 * Make a complete database one that needs no write-ahead log, so that it can be
	 * opened where nothing can be written beside it.
	 * @param database the file
	 * @throws IOException if it can't be written, or is no whole database
	 */
	static void detachFromLog(FileChannel database) throws IOException {
		ByteBuffer header = ByteBuffer.allocate(SIZE);
		database.read(header, 0);
		for (int i = 0; i < MAGIC.length; i++) {
			if (header.get(i) != MAGIC[i]) {
				throw new IOException("What the node sent is no SQLite database: its header is another");
			}
		}
		int pageSize = Short.toUnsignedInt(header.getShort(16));
		pageSize = (pageSize == 1) ? 65536 : pageSize;
		long pages = Integer.toUnsignedLong(header.getInt(28));
		if (pageSize == 0 || database.size() != pages * pageSize) {
			throw new IOException("What the node sent is no whole SQLite database: it has " + database.size()
					+ " bytes, and its header says " + pages + " pages of " + pageSize + " bytes");
		}
		database.write(ByteBuffer.wrap(new byte[] { ROLLBACK_JOURNAL, ROLLBACK_JOURNAL }), WRITE_VERSION);
	}

}
