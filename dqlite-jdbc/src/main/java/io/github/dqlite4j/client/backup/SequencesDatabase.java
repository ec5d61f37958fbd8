package io.github.dqlite4j.client.backup;

import java.nio.file.Path;

import io.github.dqlite4j.protocol.DatabaseName;

/**
 * The companion of a database that keeps the counters of its sequences, so that taking a
 * value needs no write lock on the database itself. Their definitions are in the
 * database.
 */
public final class SequencesDatabase {

	private static final String SUFFIX = "-sequences";

	private SequencesDatabase() {
	}

	/**
	 * Return the name of the companion.
	 * @param database the database
	 * @return the name of its companion, which need not exist
	 */
	public static DatabaseName of(DatabaseName database) {
		return database.ofSequences();
	}

	/**
	 * Return where the backup of the companion is.
	 * @param backup the backup of the database
	 * @return the file beside it, which need not exist
	 */
	public static Path fileOf(Path backup) {
		return backup.resolveSibling(backup.getFileName() + SUFFIX);
	}

}
