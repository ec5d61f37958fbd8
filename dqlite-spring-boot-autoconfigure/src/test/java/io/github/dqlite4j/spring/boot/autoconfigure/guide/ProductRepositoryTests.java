package io.github.dqlite4j.spring.boot.autoconfigure.guide;

import java.math.BigDecimal;

import io.github.dqlite4j.spring.boot.autoconfigure.data.TemporaryNode;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jpa.test.autoconfigure.TestEntityManager;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The slice of the guide.
 */
@TestPropertySource(
		properties = { "spring.flyway.locations=classpath:db/guide", "spring.jpa.hibernate.ddl-auto=validate" })
@ContextConfiguration(initializers = TemporaryNode.class)
@DataJpaTest
@AutoConfigureTestDatabase(replace = Replace.NONE)
class ProductRepositoryTests {

	@Autowired
	ProductRepository products;

	@Autowired
	TestEntityManager entities;

	@Test
	void everyDigitIsKept() {
		this.entities.persistAndFlush(new Product("pen", new BigDecimal("12345678901234567.89")));
		this.entities.clear();
		assertThat(this.products.findByName("pen")).map(Product::getPrice)
			.contains(new BigDecimal("12345678901234567.89"));
	}

}
