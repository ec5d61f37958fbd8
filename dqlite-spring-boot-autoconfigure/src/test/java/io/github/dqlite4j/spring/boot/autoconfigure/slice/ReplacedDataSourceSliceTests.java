package io.github.dqlite4j.spring.boot.autoconfigure.slice;

import java.nio.file.Path;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DataJpaTest @DataJpaTest} that replaces the data source.
 */
@DataJpaTest
class ReplacedDataSourceSliceTests {

	@TempDir
	static Path directory;

	@DynamicPropertySource
	static void useDirectory(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.dqlite.node.data-dir", directory::toString);
	}

	@Test
	void startsNoNode(@Autowired DataSource dataSource, @Autowired EntityManagerFactory factory,
			@Autowired ConfigurableListableBeanFactory beanFactory) {
		assertThat(dataSource).isInstanceOf(EmbeddedDatabase.class);
		assertThat(factory.unwrap(SessionFactoryImplementor.class).getJdbcServices().getDialect())
			.isInstanceOf(H2Dialect.class);
		assertThat(beanFactory.containsBeanDefinition("dqliteEmbeddedNode")).isTrue();
		assertThat(beanFactory.containsSingleton("dqliteEmbeddedNode")).isFalse();
		assertThat(directory).isEmptyDirectory();
	}

}
