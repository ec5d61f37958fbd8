package io.github.dqlite4j.client.backup;

import java.io.IOException;
import java.nio.file.Path;

import io.github.dqlite4j.protocol.DatabaseName;

/**
 * Is told how a backup gets on. Called by the thread that runs it.
 */
public interface BackupListener {

	/**
	 * A listener that is not interested.
	 */
	BackupListener NONE = new BackupListener() {
	};

	/**
	 * Some bytes of a file were written.
	 * @param file the name of the file at the node
	 * @param written how many bytes of it were written so far
	 * @param length how many bytes it has in all
	 */
	default void progress(String file, long written, long length) {
	}

	/**
	 * A copy is complete and on disk, under a temporary name.
	 * @param database the database
	 * @param file the copy, which may be read and must not be changed
	 * @throws IOException if the copy is not to be kept: the backup fails with it
	 */
	default void complete(DatabaseName database, Path file) throws IOException {
	}

}
