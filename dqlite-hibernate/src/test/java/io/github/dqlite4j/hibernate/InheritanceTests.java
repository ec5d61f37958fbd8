package io.github.dqlite4j.hibernate;

import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(DqliteExtension.class)
class InheritanceTests {

	@Test
	void oneTable(TestDatabase database) {
		SessionFactory factory = database.create(Payment.class, CardPayment.class, CashPayment.class);
		factory.inTransaction((session) -> {
			session.persist(new CardPayment(1, 10, "4711"));
			session.persist(new CashPayment(2, 20, 5));
		});
		check(factory, "Payment", CardPayment.class, CashPayment.class);
		factory.inSession((session) -> assertThat(session
			.createSelectionQuery("select type(p) from Payment p where treat(p as CardPayment).card = '4711'",
					Class.class)
			.list()).containsExactly(CardPayment.class));
	}

	@Test
	void joinedTables(TestDatabase database) {
		SessionFactory factory = database.create(Vehicle.class, Car.class, Bike.class);
		factory.inTransaction((session) -> {
			session.persist(new Car(1, 10, 4));
			session.persist(new Bike(2, 20, "bell"));
		});
		check(factory, "Vehicle", Car.class, Bike.class);
		factory.inTransaction((session) -> session.find(Car.class, 1L).doors = 2);
		factory.inTransaction((session) -> session.remove(session.find(Vehicle.class, 2L)));
		assertThat(database.query("select doors from Car")).containsExactly("2");
		assertThat(database.query("select count(*) from Bike")).containsExactly("0");
	}

	@Test
	void oneTablePerClass(TestDatabase database) {
		SessionFactory factory = database.create(Shape.class, Circle.class, Square.class);
		factory.inTransaction((session) -> {
			session.persist(new Circle(1, 10, 1.5));
			session.persist(new Square(2, 20, 3));
		});
		check(factory, "Shape", Circle.class, Square.class);
	}

	private static void check(SessionFactory factory, String root, Class<?> first, Class<?> second) {
		factory.inSession((session) -> {
			assertThat(session.createSelectionQuery("from " + root + " order by id", Object.class).list())
				.hasExactlyElementsOfTypes(first, second);
			assertThat(session.createSelectionQuery("select sum(x.amount) from " + root + " x", Object.class)
				.getSingleResult()).isEqualTo(30L);
			assertThat(session.createSelectionQuery("from " + first.getSimpleName(), Object.class).list()).hasSize(1);
			assertThat(session
				.createSelectionQuery("select x.id from " + root + " x where type(x) = " + second.getSimpleName(),
						Long.class)
				.list()).containsExactly(2L);
		});
	}

	@MappedSuperclass
	abstract static class Valued {

		@Id
		long id;

		int amount;

		Valued() {
		}

		Valued(long id, int amount) {
			this.id = id;
			this.amount = amount;
		}

	}

	@Entity(name = "Payment")
	@DiscriminatorColumn(name = "kind")
	abstract static class Payment extends Valued {

		Payment() {
		}

		Payment(long id, int amount) {
			super(id, amount);
		}

	}

	@Entity(name = "CardPayment")
	static class CardPayment extends Payment {

		@Nullable String card;

		CardPayment() {
		}

		CardPayment(long id, int amount, String card) {
			super(id, amount);
			this.card = card;
		}

	}

	@Entity(name = "CashPayment")
	static class CashPayment extends Payment {

		int change;

		CashPayment() {
		}

		CashPayment(long id, int amount, int change) {
			super(id, amount);
			this.change = change;
		}

	}

	@Entity(name = "Vehicle")
	@Inheritance(strategy = InheritanceType.JOINED)
	abstract static class Vehicle extends Valued {

		Vehicle() {
		}

		Vehicle(long id, int amount) {
			super(id, amount);
		}

	}

	@Entity(name = "Car")
	static class Car extends Vehicle {

		int doors;

		Car() {
		}

		Car(long id, int amount, int doors) {
			super(id, amount);
			this.doors = doors;
		}

	}

	@Entity(name = "Bike")
	static class Bike extends Vehicle {

		@Nullable String bell;

		Bike() {
		}

		Bike(long id, int amount, String bell) {
			super(id, amount);
			this.bell = bell;
		}

	}

	@Entity(name = "Shape")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	abstract static class Shape extends Valued {

		Shape() {
		}

		Shape(long id, int amount) {
			super(id, amount);
		}

	}

	@Entity(name = "Circle")
	static class Circle extends Shape {

		double radius;

		Circle() {
		}

		Circle(long id, int amount, double radius) {
			super(id, amount);
			this.radius = radius;
		}

	}

	@Entity(name = "Square")
	static class Square extends Shape {

		int side;

		Square() {
		}

		Square(long id, int amount, int side) {
			super(id, amount);
			this.side = side;
		}

	}

}
