package io.github.dqlite4j.hibernate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.TimeZone;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(DqliteExtension.class)
class TemporalTests {

	private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.000000001Z");

	@Test
	void storesIsoTextOfOneWidth(TestDatabase database) {
		SessionFactory factory = database.create(Event.class);
		factory.inTransaction((session) -> session.persist(new Event(1, NOON)));
		assertThat(database
			.query("select date || ' | ' || time || ' | ' || dateTime || ' | ' || instant || ' | ' || zoned "
					+ "|| ' | ' || duration from Event"))
			.containsExactly(
					"2026-11-20 | 12:00:00.000000001 | 2026-11-20 12:00:00.000000001 | 2026-11-20 12:00:00.000000001Z | "
							+ "2026-11-20 12:00:00.000000001Z | 90000000000");
	}

	@Test
	void storesPointsInTimeInUtcWhateverTheZone(TestDatabase database) {
		TimeZone zone = TimeZone.getDefault();
		TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
		try {
			SessionFactory factory = database.create(Event.class);
			Event event = new Event(1, NOON);
			event.zoned = NOON.atZone(ZoneId.of("America/New_York"));
			// does not exist on the clocks of Berlin
			event.dateTime = LocalDateTime.of(2026, 3, 29, 2, 30);
			factory.inTransaction((session) -> session.persist(event));
			assertThat(database.query("select instant || ' | ' || zoned || ' | ' || dateTime from Event"))
				.containsExactly(
						"2026-11-20 12:00:00.000000001Z | 2026-11-20 12:00:00.000000001Z | 2026-03-29 02:30:00.000000000");
			factory.inSession((session) -> {
				Event read = session.find(Event.class, 1L);
				assertThat(read.instant).isEqualTo(NOON);
				assertThat(read.zoned).isNotNull();
				assertThat(read.zoned.toInstant()).isEqualTo(NOON);
				assertThat(read.dateTime).isEqualTo(event.dateTime);
				assertThat(session
					.createSelectionQuery("select id from Event e where e.instant = :i and e.instant < :later",
							Long.class)
					.setParameter("i", NOON)
					.setParameter("later", NOON.plusNanos(1))
					.list()).containsExactly(1L);
			});
		}
		finally {
			TimeZone.setDefault(zone);
		}
	}

	@Test
	void functionsWorkOnColumnsAndParameters(TestDatabase database) {
		SessionFactory factory = database.create(Event.class);
		factory.inTransaction((session) -> {
			session.persist(new Event(1, NOON));
			session.persist(new Event(2, NOON.plus(Duration.ofHours(30))));
		});
		factory.inSession((session) -> {
			assertThat(session
				.createSelectionQuery("select day(e.date), day(e.instant), hour(e.time) from Event e order by id",
						Object[].class)
				.list()).containsExactly(new Object[] { 20, 20, 12 }, new Object[] { 21, 21, 18 });
			assertThat(session.createSelectionQuery("select date + :days day from Event order by id", LocalDate.class)
				.setParameter("days", 12)
				.list()).containsExactly(LocalDate.of(2026, 12, 2), LocalDate.of(2026, 12, 3));
			assertThat(session
				.createSelectionQuery("select e.instant + e.duration from Event e order by id", Instant.class)
				.list()).containsExactly(NOON.plusSeconds(90), NOON.plus(Duration.ofHours(30)).plusSeconds(90));
			assertThat(
					session.createSelectionQuery("select id from Event e where e.instant + 1 day > :when", Long.class)
						.setParameter("when", NOON.plus(Duration.ofHours(36)))
						.list())
				.containsExactly(2L);
			assertThat(
					session.createSelectionQuery("select max(e.instant) - min(e.instant) from Event e", Duration.class)
						.getSingleResult())
				.isEqualTo(Duration.ofHours(30));
			assertThat(session
				.createSelectionQuery("select id from Event where duration by minute = 1 order by id", Long.class)
				.list()).isEmpty();
			assertThat(session.createSelectionQuery("select sum(duration by second) from Event", Object.class)
				.getSingleResult()).isEqualTo(180L);
			assertThat(session.createSelectionQuery("select id from Event order by dateTime desc", Long.class).list())
				.containsExactly(2L, 1L);
			assertThat(session
				.createSelectionQuery("select count(*) from Event e group by trunc(e.instant, month)", Long.class)
				.list()).containsExactly(2L);
		});
	}

	@Test
	void knowsTheTimeWithFractions(TestDatabase database) {
		SessionFactory factory = database.create(Event.class);
		Instant before = Instant.now().minusSeconds(60);
		List<Instant> instants = factory.fromSession((session) -> java.util.stream.Stream
			.generate(() -> session.createSelectionQuery("select instant", Instant.class).getSingleResult())
			.limit(20)
			.toList());
		assertThat(instants)
			.allSatisfy((instant) -> assertThat(instant).isBetween(before, Instant.now().plusSeconds(60)));
		assertThat(instants).anySatisfy((instant) -> assertThat(instant.getNano()).isNotZero());
		factory.inSession((session) -> {
			Object[] now = session.createSelectionQuery(
					"select local datetime, local date, local time, offset datetime, current_timestamp, current_date, current_time",
					Object[].class)
				.getSingleResult();
			assertThat((LocalDateTime) now[0]).isBetween(LocalDateTime.now().minusMinutes(1),
					LocalDateTime.now().plusMinutes(1));
			assertThat(now[1]).isInstanceOf(LocalDate.class);
			assertThat(now[2]).isInstanceOf(LocalTime.class);
			assertThat(((OffsetDateTime) now[3]).toInstant()).isBetween(before, Instant.now().plusSeconds(60));
			assertThat(((java.sql.Timestamp) now[4]).toInstant()).isBetween(before, Instant.now().plusSeconds(60));
		});
	}

	@Test
	void generatesTimestamps(TestDatabase database) {
		SessionFactory factory = database.create(Event.class);
		Event event = new Event(1, NOON);
		factory.inTransaction((session) -> session.persist(event));
		assertThat(event.createdInDatabase).isNotNull()
			.isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
		assertThat(event.createdHere).isNotNull();
		factory.inSession((session) -> assertThat(session.find(Event.class, 1L).createdInDatabase)
			.isEqualTo(event.createdInDatabase));
	}

	@Test
	void keepsTheOffsetInAColumnOfItsOwn(TestDatabase database) {
		SessionFactory factory = database.create(Event.class);
		Event event = new Event(1, NOON);
		event.withOffset = OffsetDateTime.of(2026, 11, 20, 12, 0, 0, 0, ZoneOffset.ofHours(5));
		factory.inTransaction((session) -> session.persist(event));
		factory.inSession((session) -> {
			assertThat(session.find(Event.class, 1L).withOffset).isEqualTo(event.withOffset);
			assertThat(
					session.createSelectionQuery("select hour(withOffset) from Event", Integer.class).getSingleResult())
				.isEqualTo(12);
			assertThat(session.createSelectionQuery("select format(withOffset as 'HH:mm xxx') from Event", String.class)
				.getSingleResult()).isEqualTo("12:00 +05:00");
		});
	}

	@Entity(name = "Event")
	static class Event {

		@Id
		long id;

		@Nullable LocalDate date;

		@Nullable LocalTime time;

		@Nullable LocalDateTime dateTime;

		@Nullable Instant instant;

		@Nullable ZonedDateTime zoned;

		@Nullable Duration duration;

		@TimeZoneStorage(TimeZoneStorageType.COLUMN)
		@Nullable OffsetDateTime withOffset;

		@CurrentTimestamp(source = SourceType.DB)
		@Nullable Instant createdInDatabase;

		@CreationTimestamp
		@Nullable LocalDateTime createdHere;

		Event() {
		}

		Event(long id, Instant instant) {
			this.id = id;
			this.dateTime = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
			this.date = this.dateTime.toLocalDate();
			this.time = this.dateTime.toLocalTime();
			this.instant = instant;
			this.zoned = instant.atZone(ZoneOffset.UTC);
			this.duration = Duration.ofSeconds(90);
		}

	}

}
