package io.github.dqlite4j.client.backup;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import io.github.dqlite4j.client.DatabaseDump;
import io.github.dqlite4j.protocol.DatabaseName;

/**
 * A copy of one database that comes into being under a temporary name beside its final
 * one, and gets that only when it is whole, merged and on disk.
 */
final class BackupFile implements Closeable {

	private static final String LOG_SUFFIX = "-wal";

	private final Path target;

	private final Path temporary;

	private final Path log;

	private final DatabaseName database;

	private final BackupListener listener;

	private int walFrames;

	private boolean hasTables;

	BackupFile(DatabaseName database, Path target, BackupListener listener) throws IOException {
		this.database = database;
		this.target = target;
		this.listener = listener;
		this.temporary = Files.createTempFile(target.getParent(), "." + target.getFileName() + ".", ".part");
		this.log = this.temporary.resolveSibling(this.temporary.getFileName() + ".log");
	}

	/**
	 * Fill the copy.
	 * @param dump where from
	 * @return whether there is such a database and anything in it
	 * @throws IOException if it can't be copied, is damaged, or the listener refuses it
	 */
	boolean fill(DatabaseDump dump) throws IOException {
		Files.deleteIfExists(this.log);
		boolean known = dump.copy(this.database,
				(name, length) -> open(name.endsWith(LOG_SUFFIX) ? this.log : this.temporary, name, length));
		if (!known) {
			return false;
		}
		try (FileChannel main = FileChannel.open(this.temporary, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			this.walFrames = mergeLog(main);
			if (main.size() == 0) {
				return false;
			}
			DatabaseHeader.detachFromLog(main);
			this.hasTables = DatabaseHeader.hasTables(main);
			main.force(true);
		}
		this.listener.complete(this.database, this.temporary);
		return true;
	}

	private int mergeLog(FileChannel main) throws IOException {
		if (!Files.exists(this.log)) {
			return 0;
		}
		try (FileChannel channel = FileChannel.open(this.log, StandardOpenOption.READ)) {
			return WriteAheadLog.merge(channel, main);
		}
	}

	private OutputStream open(Path file, String name, long length) throws IOException {
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING);
		return new FilterOutputStream(Channels.newOutputStream(channel)) {

			private long written;

			@Override
			public void write(byte[] bytes, int offset, int count) throws IOException {
				this.out.write(bytes, offset, count);
				this.written += count;
				BackupFile.this.listener.progress(name, this.written, length);
			}

		};
	}

	boolean hasTables() {
		return this.hasTables;
	}

	int walFrames() {
		return this.walFrames;
	}

	/**
	 * Give the copy its name, in place of a file that has it.
	 */
	void publish() throws IOException {
		Files.move(this.temporary, this.target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	@Override
	public void close() throws IOException {
		Files.deleteIfExists(this.log);
		Files.deleteIfExists(this.temporary);
	}

}
