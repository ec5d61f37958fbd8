package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.data.relational.core.mapping.Sequence;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for aggregates of Spring Data JDBC.
 */
@DataJdbcSlice
class AggregateTests {

	@Autowired
	CustomerRepository customers;

	@Autowired
	PurchaseOrderRepository orders;

	@Autowired
	SeatRepository seats;

	@Autowired
	JdbcAggregateTemplate template;

	@Autowired
	JdbcClient jdbc;

	@Test
	void engineMakesTheId() {
		Customer ada = this.customers.save(Customer.of("Ada", 36).movedTo(new Customer.Address("High Street", "Ely")));
		Customer bob = this.customers.save(Customer.of("Bob", null));
		assertThat(bob.requiredId()).isGreaterThan(ada.requiredId());
		assertThat(this.customers.findById(ada.requiredId())).contains(ada);
		assertThat(this.customers.findById(bob.requiredId())).contains(bob);
	}

	@Test
	void engineMakesTheIdsOfABatch() {
		List<Customer> saved = this.customers
			.saveAll(IntStream.range(0, 50).mapToObj((i) -> Customer.of("Customer " + i, i)).toList());
		assertThat(saved).extracting(Customer::id).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(this.customers.findAllById(saved.stream().map(Customer::requiredId).toList()))
			.containsExactlyInAnyOrderElementsOf(saved);
	}

	@Test
	void collectionsAreSavedReadReplacedAndDeleted() {
		Customer ada = this.customers.save(Customer.of("Ada", 36));
		PurchaseOrder order = new PurchaseOrder(AggregateReference.to(ada.requiredId()),
				LocalDateTime.parse("2026-11-21T14:30:00.123456789"));
		order.lines.addAll(List.of(new PurchaseOrder.OrderLine("Tea", 3), new PurchaseOrder.OrderLine("Milk", 1)));
		order.tags.addAll(List.of(new PurchaseOrder.Tag("urgent"), new PurchaseOrder.Tag("gift")));
		order.notes.putAll(Map.of("en", new PurchaseOrder.Note("Hello"), "de", new PurchaseOrder.Note("Hallo")));
		this.orders.save(order);

		PurchaseOrder read = this.orders.findByCustomer(AggregateReference.to(ada.requiredId())).get(0);
		assertThat(read).usingRecursiveComparison().isEqualTo(order);

		read.lines = List.of(new PurchaseOrder.OrderLine("Milk", 2));
		read.tags = Set.of();
		this.orders.save(read);
		PurchaseOrder updated = this.orders.findById(id(order)).orElseThrow();
		assertThat(updated.lines).containsExactly(new PurchaseOrder.OrderLine("Milk", 2));
		assertThat(updated.tags).isEmpty();
		assertThat(updated.notes).hasSize(2);

		this.orders.delete(updated);
		assertThat(this.jdbc.sql("SELECT count(*) FROM order_line").query(Integer.class).single()).isZero();
		assertThat(this.orders.count()).isZero();
	}

	@Test
	void staleVersionIsRefused() {
		Customer ada = this.customers.save(Customer.of("Ada", 36));
		Customer renamed = this.customers.save(ada.renamed("Augusta"));
		assertThat(renamed.version()).isOne();
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.customers.save(ada.renamed("Adele")));
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> this.customers.delete(ada));
		assertThat(this.customers.findById(ada.requiredId())).contains(renamed);
	}

	@Test
	void idsOfTheApplicationAreKept() {
		UUID id = UUID.fromString("0190a5b4-1c2d-7e3f-8a4b-5c6d7e8f9a0b");
		this.template.insert(Document.create(id, "Minutes"));
		assertThat(this.template.findById(id, Document.class)).extracting(Document::getTitle).isEqualTo("Minutes");
		assertThat(this.jdbc.sql("SELECT typeof(id) || ' ' || id FROM document").query(String.class).single())
			.isEqualTo("text " + id);
	}

	@Test
	void upsertInsertsAndUpdates() {
		UUID id = UUID.randomUUID();
		this.template.upsert(Document.create(id, "Draft"));
		this.template.upsert(Document.create(id, "Final"));
		assertThat(this.template.findAll(Document.class)).extracting(Document::getTitle).containsExactly("Final");
	}

	@Test
	void rowWithoutValuesIsInserted() {
		Ticket first = this.template.insert(new Ticket(null));
		Ticket second = this.template.insert(new Ticket(null));
		assertThat(first.id()).isNotNull();
		assertThat(this.template.findAll(Ticket.class)).containsExactly(first, second);
	}

	@Test
	void keyOfADefaultExpressionIsReturned() {
		Token token = this.template.insert(new Token(null, "Ada"));
		assertThat(token.id()).matches("[0-9a-f]{16}");
		assertThat(this.template.findAll(Token.class)).containsExactly(token);
	}

	@Test
	void sequencesGiveIds() {
		this.jdbc.sql("CREATE SEQUENCE numbers START WITH 100 INCREMENT BY 10;").update();
		assertThat(this.template.insert(new Numbered(null)).id()).isEqualTo(100);
		assertThat(this.template.insertAll(List.of(new Numbered(null), new Numbered(null)))).extracting(Numbered::id)
			.containsExactly(110L, 120L);
	}

	@Test
	void brokenConstraintsAreTold() {
		this.customers.save(Customer.of("Ada", 36));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.customers.save(Customer.of("Ada", 1)));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.customers.save(Customer.of("Bob", -1)));
	}

	@Test
	void idsOfSeveralColumns() {
		Seat seat = this.template.insert(new Seat(new Seat.Place(1, 2), "Ada"));
		Seat other = this.template.insert(new Seat(new Seat.Place(2, 1), "Bob"));
		assertThat(this.seats.findById(seat.place())).contains(seat);
		assertThat(this.seats.findAllById(List.of(seat.place(), other.place()))).containsExactlyInAnyOrder(seat, other);
		this.seats.deleteAllById(List.of(seat.place(), new Seat.Place(9, 9)));
		assertThat(this.seats.findAll()).containsExactly(other);
		assertThat(this.seats.save(new Seat(other.place(), "Eve"))).isEqualTo(this.seats.findAll().get(0));
	}

	private static long id(PurchaseOrder order) {
		return (order.id != null) ? order.id : -1;
	}

	@Table("ticket")
	record Numbered(@Id @Sequence("numbers") @Nullable Long id) {

	}

}
