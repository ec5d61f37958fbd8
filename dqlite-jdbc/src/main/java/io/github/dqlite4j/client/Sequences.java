package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.github.dqlite4j.protocol.Parameters;

/**
 * The sequences of a database, for whoever backs it up and restores it. A backup of the
 * database has the definitions but not the counters, which a restored sequence misses: it
 * refuses to give a value rather than give one twice. So take the {@link #list(Deadline)
 * list} after the backup was made, keep it with the backup, and
 * {@link #restart(String, long, Deadline) restart} each sequence after the restore. What
 * was taken between backup and list makes a gap, no duplicate.
 */
public final class Sequences {

	private final Cluster cluster;

	/**
	 * Look after the sequences of a cluster's database.
	 * @param cluster the cluster
	 */
	public Sequences(Cluster cluster) {
		this.cluster = cluster;
	}

	/**
	 * Return the sequences with the value that each of them gave last.
	 * @param deadline when to give up
	 * @return the committed ones, in the order of their names
	 * @throws SequenceException if one has no counter
	 * @throws EngineException if the engine refuses
	 * @throws TimeoutException if other writers were in the way for longer than the busy
	 * timeout
	 * @throws IOException if no leader was found in time
	 * @throws InterruptedException if the thread was interrupted while it waited
	 */
	public List<SequenceState> list(Deadline deadline)
			throws IOException, EngineException, SequenceException, TimeoutException, InterruptedException {
		List<SequenceState> states = new ArrayList<>();
		SequenceCounters counters = this.cluster.sequenceCounters();
		counters.retain();
		try {
			for (SequenceDefinition definition : definitions(deadline)) {
				states.add(new SequenceState(definition, counters.last(definition, deadline)));
			}
		}
		finally {
			counters.release();
		}
		return states;
	}

	private List<SequenceDefinition> definitions(Deadline deadline)
			throws IOException, EngineException, SequenceException, TimeoutException, InterruptedException {
		try (RepeatingSession session = new RepeatingSession(this.cluster, this.cluster.options().database(),
				new WriteLane())) {
			return session.run(Sequences::definitions, deadline);
		}
	}

	private static List<SequenceDefinition> definitions(Session session, Deadline deadline)
			throws IOException, EngineException {
		List<SequenceDefinition> definitions = new ArrayList<>();
		RowStream tables = session.query("SELECT 1 FROM sqlite_schema WHERE name = ?",
				Parameters.of(SequenceDefinition.TABLE), () -> deadline);
		if (!tables.next()) {
			return definitions;
		}
		RowStream rows = session.query(SequenceDefinition.SELECT + " ORDER BY name", Parameters.NONE, () -> deadline);
		while (rows.next()) {
			definitions.add(SequenceDefinition.read(rows.row()));
		}
		return definitions;
	}

	/**
	 * Let a sequence begin anew, whether it has a counter or not.
	 * @param name the name of a sequence that is defined
	 * @param value its next value
	 * @param deadline when to give up
	 * @return whether there is such a sequence
	 * @throws EngineException if the value is beyond its bounds, or the engine refuses
	 * for another reason
	 * @throws TimeoutException if other writers were in the way for longer than the busy
	 * timeout
	 * @throws IOException if no leader was found in time
	 * @throws InterruptedException if the thread was interrupted while it waited
	 */
	public boolean restart(String name, long value, Deadline deadline)
			throws IOException, EngineException, TimeoutException, InterruptedException {
		String generation = SequenceDefinition.newGeneration();
		SequenceCounters counters = this.cluster.sequenceCounters();
		counters.retain();
		try (RepeatingSession session = new RepeatingSession(this.cluster, this.cluster.options().database(),
				this.cluster.writeLane())) {
			counters.create(generation, deadline);
			return session.run((current, exchange) -> current.execute(
					"UPDATE main.dqlite_sequence SET generation = ?1, first_value = ?2 WHERE name = ?3",
					Parameters.of(generation, value, name), exchange), deadline)
				.rowsAffected() > 0;
		}
		catch (SequenceException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			counters.release();
		}
	}

}
