package io.github.dqlite4j.hibernate;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import jakarta.persistence.LockModeType;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pessimistic locks render nothing: the transaction holds the write lock of the whole
 * database anyway.
 */
@ExtendWith(DqliteExtension.class)
class LockingTests {

	@ParameterizedTest
	@EnumSource(LockModeType.class)
	void everyModeIsAccepted(LockModeType mode, TestDatabase database) {
		SessionFactory factory = staff(database);
		factory.inTransaction((session) -> {
			Employee ann = session.find(Employee.class, 1L, mode);
			assertThat(ann.firstName).isEqualTo("Ann");
			session.lock(ann, mode);
			assertThat(session.createQuery("from Employee", Employee.class).setLockMode(mode).list()).hasSize(1);
		});
		boolean increments = mode.name().endsWith("FORCE_INCREMENT") || mode == LockModeType.WRITE;
		int version = factory.fromSession((session) -> session.find(Employee.class, 1L).version);
		assertThat(version > 0).isEqualTo(increments);
	}

	@Test
	void nativeModesAreAccepted(TestDatabase database) {
		SessionFactory factory = staff(database);
		factory.inTransaction((session) -> {
			assertThat(session.find(Employee.class, 1L, LockMode.UPGRADE_NOWAIT)).isNotNull();
			assertThat(session.find(Employee.class, 1L, LockMode.UPGRADE_SKIPLOCKED)).isNotNull();
		});
	}

	/**
	 * What was read with a lock nobody else changes before the transaction ends, without
	 * a word in the statement: none of the raises is lost.
	 */
	@Test
	void nobodyChangesWhatWasReadWithALock(TestDatabase database) throws Exception {
		SessionFactory factory = staff(database);
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			Callable<Void> raise = () -> {
				for (int i = 0; i < 25; i++) {
					factory.inTransaction((session) -> {
						int salary = session.createSelectionQuery("select salary from Employee", Integer.class)
							.setLockMode(LockModeType.PESSIMISTIC_WRITE)
							.getSingleResult();
						session.createMutationQuery("update Employee set salary = :salary")
							.setParameter("salary", salary + 1)
							.executeUpdate();
					});
				}
				return null;
			};
			for (Future<Void> done : executor.invokeAll(Collections.nCopies(4, raise), 2, TimeUnit.MINUTES)) {
				done.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(database.query("select salary from Employee")).containsExactly("101");
	}

	private static SessionFactory staff(TestDatabase database) {
		SessionFactory factory = database.create(Team.class, Employee.class);
		factory.inTransaction((session) -> session.persist(new Employee("Ann", "A", 1, null)));
		return factory;
	}

}
