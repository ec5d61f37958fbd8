package io.github.dqlite4j.hibernate;

import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(DqliteExtension.class)
class MutationTests {

	@Test
	void updatesAndDeletesByQuery(TestDatabase database) {
		SessionFactory factory = staff(database);
		assertThat(mutate(factory,
				"update Employee e set e.salary = e.salary + 10, e.lastName = upper(e.lastName) where e.team.name = 'red'"))
			.isEqualTo(2);
		assertThat(mutate(factory,
				"update Employee e set e.team = (select t from Team t where t.name = 'blue') where e.firstName = 'Ann'"))
			.isEqualTo(1);
		assertThat(mutate(factory, "update versioned Employee e set e.salary = 1 where e.firstName = 'Ann'"))
			.isEqualTo(1);
		assertThat(database
			.query("select firstName || lastName || salary || team_id || version from Employee order by id"))
			.containsExactly("AnnA121", "BobB21010", "Cyc30020");
		assertThat(mutate(factory, "delete from Employee e where e.team.name = 'blue' and e.salary > 5")).isEqualTo(1);
		assertThat(mutate(factory,
				"delete from Employee e where exists (select 1 from Team t where t = e.team and t.name = 'red')"))
			.isEqualTo(1);
		assertThat(database.query("select firstName from Employee")).containsExactly("Ann");
	}

	@Test
	void updatesFromJoins(TestDatabase database) {
		SessionFactory factory = staff(database);
		assertThat(mutate(factory, "update Employee e join e.team t set e.lastName = t.name where t.name = 'red'"))
			.isEqualTo(2);
		assertThat(mutate(factory, "delete from Employee e join e.team t where t.name = 'blue'")).isEqualTo(1);
		assertThat(database.query("select lastName from Employee")).containsExactly("red", "red");
	}

	@Test
	void insertsByQuery(TestDatabase database) {
		SessionFactory factory = staff(database);
		assertThat(
				mutate(factory,
						"insert into Employee (version, firstName, lastName, salary, hired) "
								+ "select 0, e.firstName || '2', e.lastName, e.salary, e.hired from Employee e"))
			.isEqualTo(3);
		assertThat(mutate(factory, "insert into Team (name) values ('green'), ('grey')")).isEqualTo(2);
		assertThat(database.query("select count(*) from Employee")).containsExactly("6");
		assertThat(database.query("select name from Team order by id")).containsExactly("red", "blue", "green", "grey");
	}

	@Test
	void resolvesConflicts(TestDatabase database) {
		SessionFactory factory = staff(database);
		assertThat(mutate(factory, "insert into Team (name) values ('red'), ('new') on conflict do nothing"))
			.isEqualTo(1);
		assertThat(mutate(factory, "insert into Team (name) values ('red') on conflict (name) do nothing")).isZero();
		assertThat(mutate(factory,
				"insert into Team (name) values ('red') on conflict (name) do update set name = excluded.name || '!'"))
			.isEqualTo(1);
		assertThat(mutate(factory,
				"insert into Team (name) values ('blue') "
						+ "on conflict (name) do update set name = excluded.name || '?' where name = 'blue'"))
			.isEqualTo(1);
		assertThat(mutate(factory, "insert into Team (name) select t.name from Team t on conflict do nothing"))
			.isZero();
		assertThat(database.query("select name from Team order by name")).containsExactly("blue?", "new", "red!");
	}

	@Test
	void mutatesEntitiesOfSeveralTables(TestDatabase database) {
		SessionFactory factory = database.create(Animal.class, Dog.class, Cat.class);
		factory.inTransaction((session) -> {
			session.persist(new Dog(1, "Rex", 3));
			session.persist(new Dog(2, "Wau", 5));
			session.persist(new Cat(3, "Mia", "black"));
		});
		assertThat(mutate(factory, "update Dog set name = 'Loud', volume = volume + 1 where volume > 4")).isEqualTo(1);
		assertThat(mutate(factory, "update Animal set name = name || '!' where id <> 3")).isEqualTo(2);
		assertThat(database.query("select a.name || d.volume from Animal a join Dog d on a.id = d.id order by a.id"))
			.containsExactly("Rex!3", "Loud!6");
		assertThat(mutate(factory, "insert into Cat (id, name, colour) select a.id + 10, a.name, 'grey' from Animal a"))
			.isEqualTo(3);
		assertThat(mutate(factory, "delete from Dog where volume = 3")).isEqualTo(1);
		assertThat(mutate(factory, "delete from Animal where name like '%!'")).isEqualTo(3);
		assertThat(database.query("select name from Animal order by id")).containsExactly("Mia", "Mia");
		assertThat(database.query("select count(*) from Dog")).containsExactly("0");
		factory.inTransaction((session) -> {
			assertThat(session.createMutationQuery("delete from Animal").executeUpdate()).isEqualTo(2);
			assertThat(session.createMutationQuery("delete from Animal").executeUpdate()).isZero();
		});
	}

	@Test
	void upserts(TestDatabase database) {
		SessionFactory factory = database.create(Animal.class, Dog.class, Cat.class);
		factory.inStatelessTransaction((session) -> session.upsert(new Cat(1, "Mia", "black")));
		factory.inStatelessTransaction((session) -> session.upsert(new Cat(1, "Mia", "white")));
		assertThat(database.query("select colour from Cat")).containsExactly("white");
	}

	private static int mutate(SessionFactory factory, String hql) {
		return factory.fromTransaction((session) -> session.createMutationQuery(hql).executeUpdate());
	}

	private static SessionFactory staff(TestDatabase database) {
		SessionFactory factory = database.create(Team.class, Employee.class);
		factory.inTransaction((session) -> {
			Team red = new Team("red");
			Team blue = new Team("blue");
			List.of(red, blue).forEach(session::persist);
			session.persist(new Employee("Ann", "a", 100, red));
			session.persist(new Employee("Bob", "b", 200, red));
			session.persist(new Employee("Cy", "c", 300, blue));
		});
		return factory;
	}

	@Entity(name = "Animal")
	@Inheritance(strategy = InheritanceType.JOINED)
	static class Animal {

		@Id
		long id;

		@Nullable String name;

		Animal() {
		}

		Animal(long id, String name) {
			this.id = id;
			this.name = name;
		}

	}

	@Entity(name = "Dog")
	static class Dog extends Animal {

		int volume;

		Dog() {
		}

		Dog(long id, String name, int volume) {
			super(id, name);
			this.volume = volume;
		}

	}

	@Entity(name = "Cat")
	static class Cat extends Animal {

		@Nullable String colour;

		Cat() {
		}

		Cat(long id, String name, String colour) {
			super(id, name);
			this.colour = colour;
		}

	}

}
