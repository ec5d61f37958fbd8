package io.github.dqlite4j.hibernate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/**
 * Threads that persist entities of every strategy in transactions that have read and
 * written before, and roll some of them back.
 */
final class IdUsers {

	static final Class<?>[] ENTITIES = { ById.class, BySequence.class, ByTable.class, ByDefault.class };

	/**
	 * How many entities of {@link BySequence} there are in a transaction.
	 */
	static final int BY_SEQUENCE = 13;

	private static final int EARLY = BY_SEQUENCE - 1;

	private final SessionFactory factory;

	private final boolean patient;

	/**
	 * @param patient whether they repeat a transaction that failed for the nodes
	 */
	IdUsers(SessionFactory factory, boolean patient) {
		this.factory = factory;
		this.patient = patient;
	}

	/**
	 * @return all ids that were taken, as the name of the entity and the number
	 */
	List<String> run(int threads, int transactions) throws InterruptedException, ExecutionException {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Callable<List<String>>> tasks = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				tasks.add(() -> use(transactions));
			}
			List<String> ids = new ArrayList<>();
			for (Future<List<String>> future : executor.invokeAll(tasks)) {
				ids.addAll(future.get());
			}
			return ids;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private List<String> use(int transactions) {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < transactions;) {
			boolean kept = i % 3 != 0;
			try (Session session = this.factory.openSession()) {
				session.beginTransaction();
				persist(session, ids);
				if (kept) {
					session.getTransaction().commit();
				}
				else {
					session.getTransaction().rollback();
				}
				i++;
			}
			catch (RuntimeException ex) {
				if (!this.patient || !mayBeRepeated(ex)) {
					throw ex;
				}
			}
		}
		return ids;
	}

	/**
	 * The first ids are taken before the transaction begins, when others take theirs at
	 * the same time; later the write lock keeps them apart.
	 */
	private static void persist(Session session, List<String> ids) {
		List<BySequence> early = Stream.generate(BySequence::new).limit(EARLY).toList();
		early.forEach(session::persist);
		early.forEach((entity) -> ids.add("sequence" + entity.id));
		session.createSelectionQuery("select count(*) from ById", Long.class).getSingleResult();
		session.persist(new ById());
		session.flush();
		ByDefault byDefault = new ByDefault();
		session.persist(byDefault);
		BySequence bySequence = new BySequence();
		session.persist(bySequence);
		session.flush();
		ByTable byTable = new ByTable();
		session.persist(byTable);
		session.flush();
		ids.add("default" + byDefault.id);
		ids.add("sequence" + bySequence.id);
		ids.add("table" + byTable.id);
	}

	private static boolean mayBeRepeated(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && sql.getSQLState() != null) {
				return sql.getSQLState().startsWith("08") || sql.getSQLState().equals("40001");
			}
		}
		return false;
	}

	@Entity(name = "ById")
	static class ById {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		long id;

	}

	@Entity(name = "ByDefault")
	static class ByDefault {

		@Id
		@GeneratedValue
		long id;

	}

	@Entity(name = "BySequence")
	static class BySequence {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@SequenceGenerator(allocationSize = 3)
		long id;

	}

	@Entity(name = "ByTable")
	static class ByTable {

		@Id
		@GeneratedValue(strategy = GenerationType.TABLE)
		long id;

	}

}
