package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.io.IOException;
import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.node.DqliteNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.jdbc.Sql;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DataJdbcTest @DataJdbcTest}, which keeps a data source whose URL the
 * test itself gives.
 */
@DataJdbcTest(properties = "spring.flyway.enabled=false")
@Sql("classpath:data/shop.sql")
class DataJdbcSliceWithUrlTests {

	@TempDir
	static Path directory;

	static DqliteNode node;

	@BeforeAll
	static void start() throws IOException {
		node = DqliteNode.builder(directory).start();
	}

	@AfterAll
	static void stop() {
		node.close();
	}

	@DynamicPropertySource
	static void useNode(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> "jdbc:dqlite://" + node.address() + "/slice");
	}

	/**
	 * The context ends before the node does: a pool without a node tries to fill up again
	 * when it is closed, and waits for that.
	 */
	@Test
	@DirtiesContext
	void runsOnTheNodeOfTheTest(@Autowired HikariDataSource dataSource, @Autowired CustomerRepository customers) {
		assertThat(dataSource.getJdbcUrl()).isEqualTo("jdbc:dqlite://" + node.address() + "/slice");
		customers.save(Customer.of("a_b", 1));
		assertThat(customers.findByNameStartingWith("a_")).hasSize(1);
	}

}
