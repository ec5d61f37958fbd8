package io.github.dqlite4j.tool.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.backup.BackupListener;
import io.github.dqlite4j.client.backup.BackupResult;
import io.github.dqlite4j.client.backup.DatabaseBackup;
import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.tool.cli.ClusterOptions;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Output;
import io.github.dqlite4j.tool.cli.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code backup}: a database of a live cluster as a plain SQLite file.
 */
@Command(name = "backup", description = { "Back a database up into a plain SQLite file, while it is in use.",
		"The file holds all that was acknowledged before the command began. The counters of sequences, if there are"
				+ " any, go into FILE-sequences." })
public final class BackupCommand implements Callable<Integer> {

	@Mixin
	private final ClusterOptions cluster = new ClusterOptions();

	@Mixin
	private final Output output = new Output();

	@Parameters(paramLabel = "FILE", description = "The file to write.")
	private Path file = Path.of("");

	@Option(names = "--replace", description = "Replace the file if it exists, when the new one is complete.")
	private boolean replace;

	@Option(names = "--no-check", description = "Do not run PRAGMA integrity_check on the copy.")
	private boolean unchecked;

	@Option(names = "--accept-unconfirmed-leader",
			description = "Do not ask the voters whether the leader still leads: where they can't all be reached."
					+ " The last seconds may be missing.")
	private boolean unconfirmed;

	@Override
	public Integer call() throws IOException {
		Progress progress = new Progress(this.output.err(), this.output.isJson());
		BackupResult result;
		try {
			result = new DatabaseBackup(new Cluster(this.cluster.connectionOptions()), listener(progress))
				.replaceExisting(this.replace)
				.acceptUnconfirmedLeader(this.unconfirmed)
				.run(this.file);
		}
		finally {
			progress.clear();
		}
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("file", result.file().toString());
		row.put("bytes", result.size());
		row.put("pages_from_log", result.walFrames());
		row.put("sequences", (result.sequences() != null) ? result.sequences().toString() : null);
		row.put("node", result.node().toString());
		row.put("checked", !this.unchecked);
		this.output.row(row);
		return ExitStatus.OK;
	}

	private BackupListener listener(Progress progress) {
		return new BackupListener() {

			@Override
			public void progress(String name, long written, long length) {
				progress.show("backup " + name, written, length, "bytes");
			}

			@Override
			public void complete(DatabaseName database, Path copy) throws IOException {
				if (!BackupCommand.this.unchecked) {
					check(database, copy);
				}
			}

		};
	}

	private static void check(DatabaseName database, Path copy) throws IOException {
		try (SourceFile file = SourceFile.open(copy)) {
			List<String> problems = file.integrityProblems();
			if (!problems.isEmpty()) {
				throw new IOException("The database '" + database + "' is damaged, and no backup was kept: " + problems
						+ ". --no-check keeps one all the same.");
			}
			if (file.hasTable(RestoreTarget.JOURNAL)) {
				throw new IOException("The database '" + database + "' is half restored, and no backup was kept:"
						+ " repeat the restore. --no-check keeps one all the same.");
			}
		}
		catch (SQLException ex) {
			throw new IOException("The copy of the database '" + database + "' can't be read: " + ex.getMessage(), ex);
		}
	}

}
