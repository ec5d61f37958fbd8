package io.github.dqlite4j.hibernate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import org.hibernate.KeyType;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.SoftDelete;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(DqliteExtension.class)
class MappingTests {

	@Test
	void embeddablesAndElementCollections(TestDatabase database) {
		SessionFactory factory = database.create(Person.class, Passport.class, Course.class);
		Person person = new Person();
		person.address = new Address("Main Street", "10115");
		person.nicknames.add("Ann");
		person.nicknames.add("Annie");
		person.phones.put("home", "1");
		person.phones.put("work", "2");
		person.addresses.add(new Address("Side Street", "1"));
		person.addresses.add(new Address("Back Street", "2"));
		factory.inTransaction((session) -> session.persist(person));
		factory.inTransaction((session) -> {
			Person read = session.find(Person.class, person.id);
			assertThat(read.address).isEqualTo(person.address);
			assertThat(read.nicknames).containsExactlyInAnyOrder("Ann", "Annie");
			assertThat(read.phones).containsExactlyInAnyOrderEntriesOf(Map.of("home", "1", "work", "2"));
			assertThat(read.addresses).containsExactly(new Address("Side Street", "1"),
					new Address("Back Street", "2"));
			read.addresses.remove(0);
			read.nicknames.clear();
			read.phones.put("home", "3");
		});
		factory.inSession((session) -> {
			assertThat(session
				.createSelectionQuery("select a.street from Person p join p.addresses a where index(a) = 0",
						String.class)
				.getSingleResult()).isEqualTo("Back Street");
			assertThat(session.createSelectionQuery(
					"select p.id from Person p where p.phones['home'] = '3' and p.nicknames is empty and size(p.phones) = 2",
					Long.class)
				.list()).hasSize(1);
			assertThat(session.createSelectionQuery("select p.id from Person p where p.address = :address", Long.class)
				.setParameter("address", person.address)
				.list()).hasSize(1);
			assertThat(session
				.createSelectionQuery("select p.id from Person p where 'Ann' member of p.nicknames", Long.class)
				.list()).isEmpty();
		});
	}

	@Test
	void associationsWithCascades(TestDatabase database) {
		SessionFactory factory = database.create(Person.class, Passport.class, Course.class);
		Person ann = new Person();
		ann.passport = new Passport(ann, "A1");
		Person bob = new Person();
		bob.mentor = ann;
		Course sql = new Course("SQL");
		Course raft = new Course("Raft");
		ann.courses.addAll(Set.of(sql, raft));
		bob.courses.add(sql);
		factory.inTransaction((session) -> {
			session.persist(ann);
			session.persist(bob);
		});
		factory.inTransaction((session) -> {
			Person read = session.find(Person.class, ann.id);
			assertThat(read.passport).isNotNull().extracting((passport) -> passport.number).isEqualTo("A1");
			assertThat(read.courses).extracting((course) -> course.title).containsExactlyInAnyOrder("SQL", "Raft");
			assertThat(read.mentees).hasSize(1);
			assertThat(session
				.createSelectionQuery(
						"select c.title, count(p) from Course c join c.attendants p group by c.title order by 1",
						Object[].class)
				.list()).containsExactly(new Object[] { "Raft", 1L }, new Object[] { "SQL", 2L });
		});
		factory.inTransaction((session) -> session.remove(session.find(Person.class, bob.id)));
		factory.inTransaction((session) -> session.remove(session.find(Person.class, ann.id)));
		assertThat(database.query("select count(*) from Passport")).containsExactly("0");
		assertThat(database.query("select count(*) from Person_Course")).containsExactly("0");
	}

	@Test
	void compositeAndNaturalIds(TestDatabase database) {
		SessionFactory factory = database.create(Seat.class, Room.class);
		factory.inTransaction((session) -> {
			Room room = new Room(1, "R1");
			session.persist(room);
			for (int number = 1; number <= 3; number++) {
				session.persist(new Seat(new SeatId(0, number), room, "seat " + number));
			}
		});
		factory.inSession((session) -> {
			Seat seat = session.find(Seat.class, new SeatId(1, 2));
			assertThat(seat.label).isEqualTo("seat 2");
			assertThat(session.findMultiple(Seat.class, List.of(new SeatId(1, 1), new SeatId(1, 3)))).hasSize(2)
				.doesNotContainNull();
			assertThat(session.createSelectionQuery("from Seat s where s.id in :ids", Seat.class)
				.setParameter("ids", List.of(new SeatId(1, 1), new SeatId(9, 9)))
				.list()).hasSize(1);
			assertThat(
					session.createSelectionQuery("select count(distinct s) from Seat s", Long.class).getSingleResult())
				.isEqualTo(3);
			assertThat(session.find(Room.class, "R1", KeyType.NATURAL)).isNotNull();
			assertThat(session.findMultiple(Room.class, List.of(1L, 2L))).hasSize(2);
		});
	}

	@Test
	void formulasFiltersSecondaryTablesAndSoftDelete(TestDatabase database) {
		SessionFactory factory = database.create(Product.class);
		factory.inTransaction((session) -> {
			session.persist(new Product(1, "pen", 2, "blue pen"));
			session.persist(new Product(2, "ink", 30, null));
		});
		factory.inTransaction((session) -> {
			assertThat(session.find(Product.class, 1L).tenfold).isEqualTo(20);
			assertThat(session.find(Product.class, 1L).text).isEqualTo("blue pen");
			assertThat(session.createSelectionQuery("select id from Product where tenfold > 100", Long.class).list())
				.containsExactly(2L);
			session.enableFilter("cheap").setParameter("limit", 10);
			assertThat(session.createSelectionQuery("select id from Product", Long.class).list()).containsExactly(1L);
			session.disableFilter("cheap");
			session.find(Product.class, 2L).text = "added";
			session.remove(session.find(Product.class, 1L));
		});
		assertThat(database.query("select id || ' ' || deleted from Product order by id")).containsExactly("1 1",
				"2 0");
		assertThat(database.query("select text from ProductText")).contains("added");
		factory.inSession(
				(session) -> assertThat(session.createSelectionQuery("select id from Product", Long.class).list())
					.containsExactly(2L));
	}

	@Embeddable
	record Address(String street, @Column(length = 10) String zip) {

	}

	@Entity(name = "Person")
	static class Person {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		@Embedded
		@Nullable Address address;

		@ElementCollection
		Set<String> nicknames = new HashSet<>();

		@ElementCollection
		@MapKeyColumn(name = "kind")
		Map<String, String> phones = new HashMap<>();

		@ElementCollection
		@OrderColumn
		List<Address> addresses = new ArrayList<>();

		@OneToOne(mappedBy = "holder", cascade = CascadeType.ALL, orphanRemoval = true)
		@Nullable Passport passport;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Person mentor;

		@OneToMany(mappedBy = "mentor")
		Set<Person> mentees = new HashSet<>();

		@ManyToMany(cascade = CascadeType.PERSIST)
		Set<Course> courses = new HashSet<>();

	}

	@Entity(name = "Passport")
	static class Passport {

		@Id
		@Nullable Long id;

		@MapsId
		@OneToOne
		@Nullable Person holder;

		@Nullable String number;

		Passport() {
		}

		Passport(Person holder, String number) {
			this.holder = holder;
			this.number = number;
		}

	}

	@Entity(name = "Course")
	static class Course {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		@Nullable String title;

		@ManyToMany(mappedBy = "courses")
		Set<Person> attendants = new HashSet<>();

		Course() {
		}

		Course(String title) {
			this.title = title;
		}

	}

	@Embeddable
	static class SeatId {

		long room;

		int number;

		SeatId() {
		}

		SeatId(long room, int number) {
			this.room = room;
			this.number = number;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof SeatId id && id.room == this.room && id.number == this.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.room, this.number);
		}

	}

	@Entity(name = "Seat")
	static class Seat {

		@EmbeddedId
		SeatId id = new SeatId();

		@MapsId("room")
		@ManyToOne
		@JoinColumn(name = "room_id")
		@Nullable Room room;

		@Nullable String label;

		Seat() {
		}

		Seat(SeatId id, Room room, String label) {
			this.id = id;
			this.room = room;
			this.label = label;
		}

	}

	@Entity(name = "Room")
	static class Room {

		@Id
		long id;

		@NaturalId
		@Nullable String code;

		Room() {
		}

		Room(long id, String code) {
			this.id = id;
			this.code = code;
		}

	}

	@Entity(name = "Product")
	@SecondaryTable(name = "ProductText")
	@FilterDef(name = "cheap", parameters = @ParamDef(name = "limit", type = int.class))
	@Filter(name = "cheap", condition = "price < :limit")
	@SoftDelete
	static class Product {

		@Id
		long id;

		@Nullable String name;

		int price;

		@Formula("price * 10")
		int tenfold;

		@Column(table = "ProductText")
		@Nullable String text;

		LocalDate since = LocalDate.EPOCH;

		Product() {
		}

		Product(long id, String name, int price, @Nullable String text) {
			this.id = id;
			this.name = name;
			this.price = price;
			this.text = text;
		}

	}

}
