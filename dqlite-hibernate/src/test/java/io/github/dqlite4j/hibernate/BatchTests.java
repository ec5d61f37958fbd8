package io.github.dqlite4j.hibernate;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OptimisticLockException;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.SessionFactory;
import org.hibernate.query.SelectionQuery;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(DqliteExtension.class)
class BatchTests {

	private static final int ROWS = 1000;

	@Test
	void writesInBatches(TestDatabase database) {
		SessionFactory factory = measurements(database);
		Statistics statistics = factory.getStatistics();
		assertThat(statistics.getPrepareStatementCount()).isLessThan(ROWS / 10);
		factory.inTransaction((session) -> session.createSelectionQuery("from Measurement", Measurement.class)
			.list()
			.forEach((m) -> m.value = -m.value));
		factory.inTransaction(
				(session) -> session.createSelectionQuery("from Measurement where id > 500", Measurement.class)
					.list()
					.forEach(session::remove));
		assertThat(database.query("select count(*) || ' ' || sum(value) from Measurement"))
			.containsExactly("500 -125250");
	}

	@Test
	void findsTheStaleRowInTheMiddleOfABatch(TestDatabase database) {
		SessionFactory factory = database.build("create",
				Map.of("hibernate.jdbc.batch_size", "50", "hibernate.order_updates", "true"), Team.class,
				Employee.class);
		factory.inTransaction((session) -> {
			for (int i = 0; i < 20; i++) {
				session.persist(new Employee("first" + i, "last", i, null));
			}
		});
		assertThatExceptionOfType(OptimisticLockException.class).isThrownBy(() -> factory.inTransaction((session) -> {
			List<Employee> all = session.createSelectionQuery("from Employee", Employee.class).list();
			session.createNativeMutationQuery("update Employee set version = 7 where id = 10").executeUpdate();
			all.forEach((employee) -> employee.salary += 100);
		}));
		assertThat(database.query("select max(salary) || ' ' || max(version) from Employee")).containsExactly("19 0");
	}

	@Test
	void streamsAndScrolls(TestDatabase database) {
		SessionFactory factory = measurements(database);
		factory.inTransaction((session) -> {
			try (Stream<Measurement> stream = session
				.createSelectionQuery("from Measurement order by id", Measurement.class)
				.setFetchSize(10)
				.getResultStream()) {
				assertThat(stream.limit(100).mapToLong((m) -> m.id).sum()).isEqualTo(5050);
			}
			try (ScrollableResults<Measurement> scroll = session
				.createSelectionQuery("from Measurement order by id", Measurement.class)
				.scroll(ScrollMode.FORWARD_ONLY)) {
				int count = 0;
				while (scroll.next()) {
					count++;
				}
				assertThat(count).isEqualTo(ROWS);
			}
		});
	}

	@Test
	void takesMoreValuesThanTheProtocolHasRoomFor(TestDatabase database) {
		SessionFactory factory = measurements(database);
		List<Long> ids = LongStream.rangeClosed(1, 600).boxed().toList();
		factory.inSession((session) -> {
			SelectionQuery<Long> query = session.createSelectionQuery(
					"select count(*) from Measurement m where m.id in :ids and m.name in :names", Long.class);
			List<String> names = ids.stream().map(Measurement::nameOf).toList();
			assertThat(query.setParameter("ids", ids).setParameter("names", names).getSingleResult()).isEqualTo(600);
			assertThat(query.setParameter("ids", ids.subList(0, 300)).getSingleResult()).isEqualTo(300);
			assertThat(session.findMultiple(Measurement.class, ids)).hasSize(600).doesNotContainNull();
		});
	}

	private static SessionFactory measurements(TestDatabase database) {
		SessionFactory factory = database.build("create",
				Map.of("hibernate.generate_statistics", "true", "hibernate.jdbc.batch_size", "50"), Measurement.class);
		factory.inTransaction((session) -> {
			for (long id = 1; id <= ROWS; id++) {
				session.persist(new Measurement(id));
			}
		});
		return factory;
	}

	@Entity(name = "Measurement")
	static class Measurement {

		@Id
		@Nullable Long id;

		long value;

		@Nullable String name;

		Measurement() {
		}

		Measurement(long id) {
			this.id = id;
			this.value = id;
			this.name = nameOf(id);
		}

		static String nameOf(long id) {
			return "it's no. " + id;
		}

	}

}
