package io.github.dqlite4j.tool.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.SequenceState;
import io.github.dqlite4j.jdbc.DqliteDataSource;
import io.github.dqlite4j.tool.cli.ClusterOptions;
import io.github.dqlite4j.tool.cli.CommandFailure;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.cli.Output;
import io.github.dqlite4j.tool.cli.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code restore}: a SQLite file into a database of the cluster.
 */
@Command(name = "restore", aliases = "import", description = {
		"Copy a SQLite file, a backup or any other, into a database of the cluster.",
		"The database must be empty unless --force is given. Nothing else may write to it meanwhile. If the command is"
				+ " cut off, the database says that it is half restored, and the command can be repeated." })
public final class RestoreCommand implements Callable<Integer> {

	/**
	 * A row may be as large as the engine takes, and an index of a large table takes
	 * long.
	 */
	private static final int MAX_MESSAGE_SIZE = 1024 * 1024 * 1024;

	private static final Duration READ_TIMEOUT = Duration.ofMinutes(10);

	@Mixin
	private final ClusterOptions cluster = new ClusterOptions();

	@Mixin
	private final Output output = new Output();

	@Parameters(paramLabel = "FILE", description = "The file to read.")
	private Path file = Path.of("");

	@Option(names = "--force", description = "Delete all that is in the database first.")
	private boolean force;

	@Option(names = "--no-check", description = "Do not run PRAGMA integrity_check on the file first.")
	private boolean unchecked;

	@Option(names = "--without-counters",
			description = "Restore sequences without FILE-sequences: each has to be restarted by hand.")
	private boolean withoutCounters;

	@Override
	public Integer call() throws IOException, SQLException {
		ConnectionOptions options = this.cluster.connectionOptions()
			.toBuilder()
			.maxMessageSize(MAX_MESSAGE_SIZE)
			.readTimeout(READ_TIMEOUT)
			.build();
		Progress progress = new Progress(this.output.err(), this.output.isJson());
		try (SourceFile source = SourceFile.open(this.file);
				RestoreTarget target = new RestoreTarget(new DqliteDataSource(options))) {
			check(source);
			List<SequenceState> sequences = this.withoutCounters ? List.of() : new SequencesRestore(source).states();
			prepare(target, options);
			target.begin(this.file.toAbsolutePath().toString());
			RestoreResult result = new DatabaseRestore(source, target, progress).run();
			SequencesRestore.restart(new Cluster(options), sequences, Deadline.within(READ_TIMEOUT));
			target.finish();
			progress.clear();
			report(options, result, sequences.size());
			return ExitStatus.OK;
		}
		finally {
			progress.clear();
		}
	}

	private void check(SourceFile source) throws SQLException {
		if (source.hasTable(RestoreTarget.JOURNAL)) {
			throw new CommandFailure("The file " + source.path() + " is the copy of a database that was half restored."
					+ " Restore the file that it was made from.");
		}
		if (this.unchecked) {
			return;
		}
		List<String> problems = source.integrityProblems();
		if (!problems.isEmpty()) {
			throw new CommandFailure("The file " + source.path() + " is damaged, nothing was restored: " + problems
					+ ". --no-check tries all the same.");
		}
	}

	private void prepare(RestoreTarget target, ConnectionOptions options) throws SQLException {
		String unfinished = target.unfinished();
		if (unfinished != null) {
			this.output.say("An earlier restore of " + unfinished + " was cut off: starting over.");
			return;
		}
		int objects = target.names("%").size();
		if (objects > 0 && !this.force) {
			throw new CommandFailure("The database '" + options.database() + "' is not empty: it has " + objects
					+ " tables, indexes, views and triggers. Back it up, then give --force to have them deleted.");
		}
	}

	private void report(ConnectionOptions options, RestoreResult result, int sequences) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("database", options.database().value());
		row.put("tables", result.tables());
		row.put("rows", result.rows());
		row.put("indexes_views_triggers", result.objects());
		row.put("sequences", sequences);
		row.put("foreign_key_violations", result.violations());
		this.output.row(row);
	}

}
