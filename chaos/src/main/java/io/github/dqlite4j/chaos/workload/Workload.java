package io.github.dqlite4j.chaos.workload;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.github.dqlite4j.chaos.check.Violation;
import io.github.dqlite4j.chaos.history.Outcome;

/**
 * What clients do to one database, and what must be so of it. Its clients use it at the
 * same time.
 */
public interface Workload {

	/**
	 * Return its name, which is also that of its database.
	 */
	String name();

	/**
	 * Create the tables.
	 * @param client who does it
	 * @throws IllegalStateException if there is no service
	 */
	void prepare(Client client);

	/**
	 * Do one operation.
	 * @param client who does it
	 * @param random what decides which
	 */
	void step(Client client, Random random);

	/**
	 * Read everything and check it, after all operations have ended.
	 * @param client who does it
	 * @return what is wrong; empty if nothing is
	 * @throws IllegalStateException if there is no service
	 */
	List<Violation> verify(Client client);

	/**
	 * Return how the operations so far ended.
	 */
	Stream<Outcome> outcomes();

}
