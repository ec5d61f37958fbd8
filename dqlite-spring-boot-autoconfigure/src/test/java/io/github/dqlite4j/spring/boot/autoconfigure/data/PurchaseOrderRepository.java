package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.util.List;

import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.data.repository.ListCrudRepository;

/**
 * Aggregates with collections.
 */
interface PurchaseOrderRepository extends ListCrudRepository<PurchaseOrder, Long> {

	List<PurchaseOrder> findByCustomer(AggregateReference<Customer, Long> customer);

}
