package io.github.dqlite4j.client.backup;

import java.nio.file.Path;

/**
 * Where a backup keeps the counters of the sequences: a file beside that of the database,
 * whose own tables have the definitions only.
 */
public final class SequencesFile {

	private static final String SUFFIX = "-sequences";

	private SequencesFile() {
	}

	/**
	 * Return where the counters are.
	 * @param backup the backup of the database
	 * @return the file beside it, which need not exist
	 */
	public static Path beside(Path backup) {
		return backup.resolveSibling(backup.getFileName() + SUFFIX);
	}

}
