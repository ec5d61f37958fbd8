package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.time.LocalDateTime;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for single query loading, which is of no use on dqlite but does no harm.
 */
@DataJdbcSlice
class SingleQueryLoadingTests {

	@Test
	void fallsBackToSeveralQueries(@Autowired CustomerRepository customers, @Autowired PurchaseOrderRepository orders) {
		Customer customer = customers.save(Customer.of("a_b", 1));
		PurchaseOrder order = new PurchaseOrder(AggregateReference.to(customer.requiredId()),
				LocalDateTime.parse("2026-11-21T14:30"));
		order.lines.add(new PurchaseOrder.OrderLine("Tea", 3));
		orders.save(order);
		assertThat(orders.findAll()).singleElement().usingRecursiveComparison().isEqualTo(order);
		assertThat(customers.findAll()).containsExactly(customer);
		assertThat(customers.findByNameStartingWith("a_")).containsExactly(customer);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Switch {

		@Bean
		static BeanPostProcessor singleQueryLoading() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessBeforeInitialization(Object bean, String beanName) {
					if (bean instanceof JdbcMappingContext context) {
						context.setSingleQueryLoadingEnabled(true);
					}
					return bean;
				}

			};
		}

	}

}
