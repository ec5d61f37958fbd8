package io.github.dqlite4j.hibernate;

import java.util.Map;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

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
	void readsAndWritesManyParameters(TestDatabase database) {
		SessionFactory factory = measurements(database);
		factory.inSession((session) -> assertThat(
				session.createSelectionQuery("select count(*) from Measurement where id in :ids", Long.class)
					.setParameter("ids", Stream.iterate(1L, (id) -> id + 1).limit(200).toList())
					.getSingleResult())
			.isEqualTo(200));
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

		Measurement() {
		}

		Measurement(long id) {
			this.id = id;
			this.value = id;
		}

	}

}
