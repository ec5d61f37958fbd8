package io.github.dqlite4j.client.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.DatabaseDump;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.protocol.DatabaseName;

/**
 * Backs a database of a live cluster up into a plain SQLite file, while it is being
 * written. The backup holds every transaction that was acknowledged before it began, and
 * none in part (see {@link DatabaseDump}). The memory that it needs does not depend on
 * the size of the database.
 * <p>
 * Where the database has sequences, their counters are taken after it, into a second file
 * beside it: they may be ahead of the rows, which costs numbers, but never behind, which
 * would give a number twice.
 */
public final class DatabaseBackup {

	private final Cluster cluster;

	private final BackupListener listener;

	private boolean replacing;

	private boolean proven = true;

	/**
	 * Create a backup of the database that the options of a cluster name.
	 * @param cluster the cluster
	 * @param listener is told how it gets on
	 */
	public DatabaseBackup(Cluster cluster, BackupListener listener) {
		this.cluster = cluster;
		this.listener = listener;
	}

	/**
	 * Let a file that exists be replaced. It is left as it is until the new one is
	 * complete.
	 * @param replace whether it may be replaced; not, if this is not called
	 * @return this
	 */
	public DatabaseBackup replaceExisting(boolean replace) {
		this.replacing = replace;
		return this;
	}

	/**
	 * Let the backup be taken from a leader that the voters do not confirm, so that it
	 * may lack what was acknowledged in the last seconds: for clusters whose members
	 * can't all be reached from here.
	 * @param accept whether that is accepted; not, if this is not called
	 * @return this
	 */
	public DatabaseBackup acceptUnconfirmedLeader(boolean accept) {
		this.proven = !accept;
		return this;
	}

	/**
	 * Take the backup.
	 * @param target the file to write; its directory must exist
	 * @return what was written
	 * @throws FileAlreadyExistsException if the file exists and is not to be replaced
	 * @throws io.github.dqlite4j.client.NoLeaderException if no leader is found in time
	 * @throws IOException if the backup can't be taken or written; nothing remains of it
	 */
	public BackupResult run(Path target) throws IOException {
		Path file = target.toAbsolutePath().normalize();
		Path sequencesFile = SequencesFile.beside(file);
		check(file);
		check(sequencesFile);
		DatabaseName database = this.cluster.options().database();
		try (DatabaseDump dump = DatabaseDump.open(this.cluster, this.proven,
				Deadline.after(this.cluster.options().leaderTimeout()));
				BackupFile main = new BackupFile(database, file, this.listener);
				BackupFile sequences = new BackupFile(database.ofSequences(), sequencesFile, this.listener)) {
			// a database that was only opened has a page already
			if (!main.fill(dump) || !main.hasTables()) {
				throw new IOException("There is nothing to back up: the cluster has no database '" + database
						+ "', or it has no tables. Check the name.");
			}
			boolean withSequences = sequences.fill(dump) && sequences.hasTables();
			Path published = publish(main, file, withSequences ? sequences : null, sequencesFile);
			return new BackupResult(dump.node(), file, Files.size(file), main.walFrames(), published);
		}
	}

	/**
	 * The database comes last: where it is, its counters are.
	 */
	private static @Nullable Path publish(BackupFile main, Path file, @Nullable BackupFile sequences,
			Path sequencesFile) throws IOException {
		if (sequences != null) {
			sequences.publish();
		}
		main.publish();
		if (sequences == null) {
			Files.deleteIfExists(sequencesFile);
		}
		// a rename is only on disk when the directory is
		try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
			directory.force(true);
		}
		return (sequences != null) ? sequencesFile : null;
	}

	private void check(Path file) throws IOException {
		if (!Files.isDirectory(file.getParent())) {
			throw new NoSuchFileException(file.getParent().toString(), null,
					"the directory of the backup does not exist");
		}
		if (!this.replacing && Files.exists(file)) {
			throw new FileAlreadyExistsException(file.toString(), null,
					"the backup would overwrite it; choose another name or ask for it to be replaced");
		}
	}

}
