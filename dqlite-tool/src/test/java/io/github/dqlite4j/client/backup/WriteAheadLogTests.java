package io.github.dqlite4j.client.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

import io.github.dqlite4j.tool.testing.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Write-ahead logs of SQLite itself are merged as SQLite merges them.
 */
class WriteAheadLogTests {

	@TempDir
	private Path directory;

	/**
	 * Makes a database whose log holds some transactions, and copies both.
	 */
	private void copyWithLog(int pageSize, String... transactions) throws SQLException, IOException {
		Path original = this.directory.resolve("original.db");
		try (Connection connection = Content.open(original)) {
			Content.execute(connection, "PRAGMA page_size = " + pageSize);
			Content.execute(connection, "PRAGMA journal_mode = WAL");
			Content.execute(connection, "CREATE TABLE t (x)");
			Content.execute(connection, "INSERT INTO t WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n"
					+ " WHERE i < 300) SELECT randomblob(1000) FROM n");
			Content.query(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
			for (String sql : transactions) {
				Content.execute(connection, sql);
			}
			Files.copy(original, this.directory.resolve("main"));
			Files.copy(this.directory.resolve("original.db-wal"), this.directory.resolve("log"));
			// SQLite's own merge, to compare with
			Content.query(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
		}
	}

	private int merge() throws IOException {
		try (FileChannel log = FileChannel.open(this.directory.resolve("log"));
				FileChannel main = FileChannel.open(this.directory.resolve("main"), StandardOpenOption.READ,
						StandardOpenOption.WRITE)) {
			return WriteAheadLog.merge(log, main);
		}
	}

	private void assertMergedAsBySqlite() throws IOException {
		assertThat(merge()).isPositive();
		assertThat(this.directory.resolve("main")).hasSameBinaryContentAs(this.directory.resolve("original.db"));
	}

	@Test
	void updatesAreMerged() throws Exception {
		copyWithLog(4096, "UPDATE t SET x = randomblob(1000) WHERE rowid % 7 = 0", "DELETE FROM t WHERE rowid < 9",
				"CREATE INDEX i ON t (x)");
		assertMergedAsBySqlite();
	}

	@Test
	void aDatabaseThatShrankIsCutOff() throws Exception {
		copyWithLog(4096, "DELETE FROM t WHERE rowid > 10", "VACUUM");
		long before = Files.size(this.directory.resolve("main"));
		assertMergedAsBySqlite();
		assertThat(Files.size(this.directory.resolve("main"))).isLessThan(before / 2);
	}

	@Test
	void pagesOfTheLargestSizeAreMerged() throws Exception {
		copyWithLog(65536, "UPDATE t SET x = 1");
		assertMergedAsBySqlite();
	}

	@Test
	void aChangedByteIsNoticedWhereverItIs() throws Exception {
		copyWithLog(1024, "UPDATE t SET x = 1 WHERE rowid = 1", "UPDATE t SET x = 2 WHERE rowid = 300");
		byte[] log = Files.readAllBytes(this.directory.resolve("log"));
		for (int position : new int[] { 0, 9, 17, 25, 33, 37, 45, 49, 60, 500, log.length - 1 }) {
			byte[] changed = log.clone();
			changed[position] ^= 0x10;
			Files.write(this.directory.resolve("log"), changed);
			assertThatIOException().as("position %d", position)
				.isThrownBy(this::merge)
				.withMessageContaining("damaged");
		}
	}

	@Test
	void aLogThatEndsEarlyIsNoticed() throws Exception {
		copyWithLog(1024, "UPDATE t SET x = randomblob(2000)");
		byte[] log = Files.readAllBytes(this.directory.resolve("log"));
		Path file = this.directory.resolve("log");
		for (int length : new int[] { log.length - 100, log.length - 1024 - 24 }) {
			Files.write(file, Arrays.copyOf(log, length));
			assertThatIOException().as("%d bytes", length).isThrownBy(this::merge).withMessageContaining("damaged");
		}
	}

	@Test
	void anEmptyLogChangesNothing() throws Exception {
		copyWithLog(4096, "UPDATE t SET x = 1");
		Files.write(this.directory.resolve("log"), new byte[0]);
		byte[] before = Files.readAllBytes(this.directory.resolve("main"));
		assertThat(merge()).isZero();
		assertThat(this.directory.resolve("main")).hasBinaryContent(before);
	}

}
