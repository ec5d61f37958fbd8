package io.github.dqlite4j.spring.boot.autoconfigure.slice;

import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcTest @JdbcTest} on the embedded node of the application.
 */
@JdbcTest
@AutoConfigureTestDatabase(replace = Replace.NONE)
@DirtiesContext
class JdbcSliceTests {

	@TempDir
	static Path directory;

	@DynamicPropertySource
	static void useDirectory(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.dqlite.node.data-dir", directory::toString);
	}

	@Test
	void runsOnTheEmbeddedNode(@Autowired HikariDataSource dataSource, @Autowired JdbcClient jdbc) {
		assertThat(dataSource.getJdbcUrl()).startsWith("jdbc:dqlite://127.0.0.1:");
		assertThat(jdbc.sql("SELECT 6 * 7").query(Integer.class).single()).isEqualTo(42);
	}

}
