package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcTest @JdbcTest} of an application whose configuration names an SSL
 * bundle.
 */
@JdbcTest
@AutoConfigureTestDatabase(replace = Replace.NONE)
@ContextConfiguration(classes = BundleSliceTests.class)
@DirtiesContext
class BundleSliceTests {

	@TempDir
	static Path directory;

	@TempDir
	static Path certificateDirectory;

	@BeforeAll
	static void makeCertificates() throws Exception {
		new PemCertificates(certificateDirectory).authority("root").issue("node", "root", "ip:127.0.0.1");
	}

	@DynamicPropertySource
	static void useBundle(DynamicPropertyRegistry registry) {
		new PemCertificates(certificateDirectory).bundle("dqlite", "node", "root").forEach((property) -> {
			String[] pair = property.split("=");
			registry.add(pair[0], () -> pair[1]);
		});
		registry.add("spring.datasource.dqlite.node.ssl.bundle", () -> "dqlite");
		registry.add("spring.datasource.dqlite.node.data-dir", directory::toString);
	}

	@Test
	void runsOnTheEncryptedNode(@Autowired HikariDataSource dataSource, @Autowired JdbcClient jdbc) {
		assertThat(dataSource.getJdbcUrl()).endsWith("/app?ssl=true");
		assertThat(jdbc.sql("SELECT 6 * 7").query(Integer.class).single()).isEqualTo(42);
	}

}
