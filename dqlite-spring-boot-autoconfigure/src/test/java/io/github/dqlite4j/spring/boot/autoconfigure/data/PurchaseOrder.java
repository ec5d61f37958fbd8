package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An aggregate with a reference to another one and with collections.
 */
@Table
class PurchaseOrder {

	@Id
	@Nullable Long id;

	final AggregateReference<Customer, Long> customer;

	final LocalDateTime placed;

	@MappedCollection(idColumn = "purchase_order", keyColumn = "position")
	List<OrderLine> lines = new ArrayList<>();

	@MappedCollection(idColumn = "purchase_order")
	Set<Tag> tags = new LinkedHashSet<>();

	@MappedCollection(idColumn = "purchase_order", keyColumn = "language")
	Map<String, Note> notes = new LinkedHashMap<>();

	PurchaseOrder(AggregateReference<Customer, Long> customer, LocalDateTime placed) {
		this.customer = customer;
		this.placed = placed;
	}

	/**
	 * An element of a list.
	 */
	@Table
	record OrderLine(String article, int amount) {

	}

	/**
	 * An element of a set.
	 */
	@Table
	record Tag(String text) {

	}

	/**
	 * A value of a map.
	 */
	@Table
	record Note(String text) {

	}

}
