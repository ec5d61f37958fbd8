package io.github.dqlite4j.hibernate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.criteria.CriteriaUpdate;
import jakarta.persistence.criteria.Root;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(DqliteExtension.class)
class DecimalTests {

	@Test
	void comparesByValueInEitherStorage(TestDatabase database) {
		SessionFactory factory = accounts(database);
		factory.inSession((session) -> {
			for (String column : List.of("price", "amount")) {
				BigDecimal nine = new BigDecimal("9.00");
				assertThat(ids(session, column + " > :value", nine)).as(column).containsExactly(1L, 3L);
				assertThat(ids(session, column + " = :value", new BigDecimal("9.5"))).as(column).containsExactly(3L);
				assertThat(ids(session, column + " * 2 > :value", nine)).as(column).containsExactly(1L, 3L);
				assertThat(ids(session, column + " between 0 and :value", nine)).as(column).containsExactly(2L);
				assertThat(ids(session, column + " in (:value, 10.00)", new BigDecimal("-3"))).as(column)
					.containsExactly(1L, 4L);
				assertThat(ids(session, "-" + column + " = :value", new BigDecimal("3"))).as(column)
					.containsExactly(4L);
			}
		});
	}

	@Test
	void sortsByValueInEitherStorage(TestDatabase database) {
		SessionFactory factory = accounts(database);
		factory.inSession((session) -> {
			for (String column : List.of("price", "amount")) {
				assertThat(session.createSelectionQuery("select id from account order by " + column, Long.class).list())
					.as(column)
					.containsExactly(4L, 2L, 3L, 1L);
				assertThat(session
					.createSelectionQuery("select " + column + " as c, id from account order by c desc", Object[].class)
					.list()).as(column).extracting((row) -> row[1]).containsExactly(1L, 3L, 2L, 4L);
			}
		});
	}

	@Test
	void aggregatesByValueInEitherStorage(TestDatabase database) {
		SessionFactory factory = accounts(database);
		factory.inSession((session) -> {
			for (String column : List.of("price", "amount")) {
				assertThat(session
					.createSelectionQuery(
							"select max(" + column + "), min(" + column + "), sum(" + column + ") from account",
							BigDecimal[].class)
					.getSingleResult()).as(column)
					.usingElementComparator(BigDecimal::compareTo)
					.containsExactly(new BigDecimal("10"), new BigDecimal("-3"), new BigDecimal("17.8"));
			}
		});
	}

	@Test
	void keepsEveryDigitOfLongDecimals(TestDatabase database) {
		SessionFactory factory = accounts(database);
		BigDecimal amount = new BigDecimal("99999999999999999999999999999999.90");
		factory.inTransaction(
				(session) -> session.createMutationQuery("update account set amount = :a, copy = :a where id = 1")
					.setParameter("a", amount)
					.executeUpdate());
		factory.inTransaction((session) -> session.createMutationQuery("update account set copy = amount where id = 1")
			.executeUpdate());
		factory.inSession((session) -> assertThat(
				session.createSelectionQuery("select amount, copy from account where id = 1", BigDecimal[].class)
					.getSingleResult())
			.containsExactly(amount, amount));
	}

	@Test
	void keepsEveryDigitOfALiteral(TestDatabase database) {
		SessionFactory factory = accounts(database);
		BigDecimal amount = new BigDecimal("12345678901234567890.10");
		factory.inTransaction((session) -> {
			CriteriaUpdate<Account> update = session.getCriteriaBuilder().createCriteriaUpdate(Account.class);
			Root<Account> root = update.from(Account.class);
			update.set(root.<BigDecimal>get("amount"), session.getCriteriaBuilder().literal(amount))
				.where(session.getCriteriaBuilder().equal(root.get("id"), 1));
			session.createMutationQuery(update).executeUpdate();
		});
		factory.inSession((session) -> {
			assertThat(session.find(Account.class, 1L).amount).isEqualTo(amount);
			assertThat(ids(session, "amount > :value", new BigDecimal("12345678901000000000"))).containsExactly(1L);
		});
	}

	@Test
	void tellsLongWholeNumbersApart(TestDatabase database) {
		SessionFactory factory = accounts(database);
		BigInteger serial = new BigInteger("123456789012345678901234567890");
		factory.inTransaction((session) -> {
			session.find(Account.class, 1L).serial = serial;
			session.find(Account.class, 2L).serial = serial.add(BigInteger.ONE);
		});
		factory.inSession((session) -> {
			assertThat(ids(session, "serial = :value", serial)).containsExactly(1L);
			assertThat(ids(session, "serial <> :value", serial)).containsExactly(2L);
			assertThat(ids(session, "serial in (:value, :value)", serial)).containsExactly(1L);
		});
	}

	@Test
	void readsTheScaleOfTheColumn(TestDatabase database) {
		SessionFactory factory = accounts(database);
		factory.inSession((session) -> {
			assertThat(session.find(Account.class, 1L).price).isEqualTo(new BigDecimal("10.00"));
			assertThat(session.find(Account.class, 3L).amount).isEqualTo(new BigDecimal("9.50"));
		});
		assertThat(database.query("select typeof(price) || ' ' || typeof(amount) from account where id = 3"))
			.containsExactly("real text");
	}

	private static List<Long> ids(Session session, String where, Object value) {
		return session.createSelectionQuery("select id from account where " + where + " order by id", Long.class)
			.setParameter("value", value)
			.list();
	}

	private static SessionFactory accounts(TestDatabase database) {
		SessionFactory factory = database.create(Account.class);
		factory.inTransaction((session) -> {
			session.persist(new Account(1, "10.00"));
			session.persist(new Account(2, "1.30"));
			session.persist(new Account(3, "9.50"));
			session.persist(new Account(4, "-3.00"));
		});
		return factory;
	}

	@Entity(name = "account")
	static class Account {

		@Id
		long id;

		@Column(precision = 10, scale = 2)
		@Nullable BigDecimal price;

		@Nullable BigDecimal amount;

		@Nullable BigDecimal copy;

		@Nullable BigInteger serial;

		Account() {
		}

		Account(long id, String value) {
			this.id = id;
			this.price = new BigDecimal(value);
			this.amount = new BigDecimal(value);
		}

	}

}
