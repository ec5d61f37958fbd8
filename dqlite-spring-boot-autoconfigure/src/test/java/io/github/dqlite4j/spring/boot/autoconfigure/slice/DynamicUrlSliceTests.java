package io.github.dqlite4j.spring.boot.autoconfigure.slice;

import java.io.IOException;
import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.hibernate.DqliteDialect;
import io.github.dqlite4j.node.DqliteNode;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DataJpaTest @DataJpaTest}, which keeps a data source whose URL the
 * test itself gives.
 */
@DataJpaTest
class DynamicUrlSliceTests {

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
	void runsOnTheNodeOfTheTest(@Autowired HikariDataSource dataSource, @Autowired EntityManagerFactory factory) {
		assertThat(dataSource.getJdbcUrl()).isEqualTo("jdbc:dqlite://" + node.address() + "/slice");
		assertThat(factory.unwrap(SessionFactoryImplementor.class).getJdbcServices().getDialect())
			.isInstanceOf(DqliteDialect.class);
	}

}
