package io.github.dqlite4j.tool.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.SequenceDefinition;
import io.github.dqlite4j.client.SequenceState;
import io.github.dqlite4j.client.Sequences;
import io.github.dqlite4j.client.backup.SequencesFile;

/**
 * Lets restored sequences go on behind the last value that the backup knows of. They get
 * new counters: those that the cluster may have for the same definitions belong to what
 * was there before.
 */
final class SequencesRestore {

	private final SourceFile source;

	private final Path counters;

	SequencesRestore(SourceFile source) {
		this.source = source;
		this.counters = SequencesFile.beside(source.path());
	}

	/**
	 * Tell how far each sequence in the backup had come.
	 * @return the sequences; empty if there are none
	 * @throws IOException if there are, and the file with their counters is missing or
	 * lacks one
	 */
	List<SequenceState> states() throws IOException, SQLException {
		List<SequenceState> states = new ArrayList<>();
		if (!this.source.hasTable(SequenceDefinition.TABLE)) {
			return states;
		}
		List<SequenceDefinition> definitions = definitions();
		if (definitions.isEmpty()) {
			return states;
		}
		if (!Files.exists(this.counters)) {
			throw new IOException("The file " + this.source.path() + " has " + definitions.size()
					+ " sequences, and the file with their counters, " + this.counters + ", is missing."
					+ " --without-counters restores all the same; the sequences then give no value until you run"
					+ " ALTER SEQUENCE ... RESTART WITH ... for each of them.");
		}
		try (SourceFile file = SourceFile.open(this.counters)) {
			for (SequenceDefinition definition : definitions) {
				states.add(new SequenceState(definition, last(file, definition)));
			}
		}
		return states;
	}

	private List<SequenceDefinition> definitions() throws SQLException {
		List<SequenceDefinition> definitions = new ArrayList<>();
		try (Statement statement = this.source.connection().createStatement();
				ResultSet rows = statement.executeQuery(SequenceDefinition.SELECT)) {
			while (rows.next()) {
				definitions.add(new SequenceDefinition(rows.getString(1), rows.getString(2), rows.getLong(3),
						rows.getLong(4), rows.getLong(5), rows.getLong(6), rows.getLong(7), rows.getBoolean(8)));
			}
		}
		return definitions;
	}

	private OptionalLong last(SourceFile file, SequenceDefinition definition) throws IOException, SQLException {
		String table = "counter_" + definition.generation();
		if (!file.hasTable(table)) {
			throw new IOException("The file " + this.counters + " has no counter for the sequence '" + definition.name()
					+ "': it does not belong to " + this.source.path() + ".");
		}
		List<String> values = file.texts("SELECT value FROM " + table);
		return values.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(values.get(0)));
	}

	/**
	 * Give the restored sequences their counters.
	 */
	static void restart(Cluster cluster, List<SequenceState> states, Deadline deadline)
			throws IOException, SQLException {
		Sequences sequences = new Sequences(cluster);
		for (SequenceState state : states) {
			try {
				sequences.restart(state.definition().name(), state.nextValue(), deadline);
			}
			catch (EngineException | TimeoutException ex) {
				throw new SQLException(
						"The sequence '" + state.definition().name() + "' can't be restarted: " + ex.getMessage(), ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IOException("The restore was interrupted", ex);
			}
		}
	}

}
