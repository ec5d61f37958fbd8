package io.github.dqlite4j.hibernate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import org.hibernate.SessionFactory;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(DqliteExtension.class)
class SchemaManagementTests {

	@Test
	void makesTheIdentityColumnTheRowId(TestDatabase database) {
		SessionFactory factory = database.create(Order.class, Customer.class);
		Order order = new Order();
		factory.inTransaction((session) -> session.persist(order));
		assertThat(order.id).isEqualTo(1);
		assertThat(database.query("select id || ' ' || rowid || ' ' || typeof(id) from orders"))
			.containsExactly("1 1 integer");
	}

	@Test
	void neverHandsOutTheIdOfADeletedRow(TestDatabase database) {
		SessionFactory factory = database.create(Order.class, Customer.class);
		Order first = new Order();
		factory.inTransaction((session) -> session.persist(first));
		factory.inTransaction((session) -> session.remove(session.merge(first)));
		Order second = new Order();
		factory.inTransaction((session) -> session.persist(second));
		assertThat(second.id).isEqualTo(2);
	}

	@Test
	void enforcesForeignKeys(TestDatabase database) {
		database.create(Order.class, Customer.class);
		assertThat(database.query("select \"table\" || '.' || \"to\" from pragma_foreign_key_list('orders')"))
			.containsExactly("customer.id");
	}

	@Test
	void validatesWhatItCreated(TestDatabase database) {
		database.create(Order.class, Customer.class);
		assertThat(database.build("validate", Map.of(), Order.class, Customer.class)).isNotNull();
	}

	@Test
	void validatesHandWrittenSchemas(TestDatabase database) {
		database.execute("create table customer (id bigint primary key, name text not null, lastOrder_id int)");
		database.execute("create table orders (id integer primary key, version int, note text, number varchar(20), "
				+ "total numeric, placed text, paid integer, token char(36), document blob, customer_id integer)");
		assertThat(database.build("validate", Map.of(), Order.class, Customer.class)).isNotNull();
	}

	@Test
	void validationFindsWhatDoesNotFit(TestDatabase database) {
		database.create(Order.class, Customer.class);
		database.execute("alter table customer drop column name");
		assertThatExceptionOfType(SchemaManagementException.class)
			.isThrownBy(() -> database.build("validate", Map.of(), Order.class, Customer.class))
			.withMessageContaining("name")
			.withMessageContaining("customer");
		database.execute("alter table customer add column name blob");
		assertThatExceptionOfType(SchemaManagementException.class)
			.isThrownBy(() -> database.build("validate", Map.of(), Order.class, Customer.class))
			.withMessageContaining("wrong column type");
	}

	@Test
	void updatesASchemaTwiceToTheSame(TestDatabase database) {
		database.execute("create table orders (id integer primary key autoincrement, version integer not null)");
		database.build("update", Map.of(), Order.class, Customer.class);
		String dump = "select coalesce(sql, name) from sqlite_schema where name not like 'sqlite%' order by name";
		var schema = database.query(dump);
		assertThat(database.query("select count(*) from pragma_foreign_key_list('orders')")).containsExactly("1");
		assertThat(database.query("select name from pragma_index_list('orders') order by name")).contains("idx_placed",
				"uk_number");
		database.build("update", Map.of(), Order.class, Customer.class);
		assertThat(database.query(dump)).isEqualTo(schema);
		assertThat(database.build("validate", Map.of(), Order.class, Customer.class)).isNotNull();
	}

	@Test
	void updatesWhatItCreatedWithoutChangingIt(TestDatabase database) {
		database.create(Order.class, Customer.class);
		String dump = "select coalesce(sql, name) from sqlite_schema order by name";
		var schema = database.query(dump);
		database.build("update", Map.of(), Order.class, Customer.class);
		assertThat(database.query(dump)).isEqualTo(schema);
	}

	@Test
	void createsAgainOverRowsThatReferenceEachOther(TestDatabase database) {
		SessionFactory factory = database.create(Order.class, Customer.class);
		factory.inTransaction((session) -> {
			Customer customer = new Customer();
			customer.name = "Ann";
			session.persist(customer);
			Order order = new Order();
			order.customer = customer;
			session.persist(order);
			customer.lastOrder = order;
		});
		database.create(Order.class, Customer.class);
		assertThat(database.query("select count(*) from orders")).containsExactly("0");
		assertThat(database.query("pragma foreign_keys")).containsExactly("1");
	}

	@Test
	void dropsWhatItCreated(TestDatabase database) {
		database.build("create-drop", Map.of(), Order.class, Customer.class).close();
		assertThat(database.query("select name from sqlite_schema where name not like 'sqlite%'")).isEmpty();
	}

	@Test
	void truncates(TestDatabase database) {
		SessionFactory factory = database.create(Order.class, Customer.class);
		factory.inTransaction((session) -> session.persist(new Order()));
		factory.getSchemaManager().truncateMappedObjects();
		assertThat(database.query("select count(*) from orders")).containsExactly("0");
	}

	@Entity
	@Table(name = "orders", indexes = @Index(name = "idx_placed", columnList = "placed desc, number"),
			uniqueConstraints = @UniqueConstraint(name = "uk_number", columnNames = { "number", "note" }))
	static class Order {

		@Version
		int version;

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		@Column(length = 20)
		@Nullable String number;

		@Nullable String note;

		@Nullable BigDecimal total;

		@Nullable Instant placed;

		boolean paid;

		@Nullable UUID token;

		@Lob
		byte @Nullable [] document;

		@ManyToOne
		@Nullable Customer customer;

	}

	@Entity
	@Table(name = "customer")
	static class Customer {

		@Id
		long id;

		@Column(nullable = false)
		@Nullable String name;

		@ManyToOne
		@Nullable Order lastOrder;

	}

}
