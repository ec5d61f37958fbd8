package io.github.dqlite4j.spring.boot.autoconfigure.application;

import java.nio.file.Path;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.LocalNode;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterMonitor;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what an application may have been configured with before dqlite came.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExistingApplicationTests {

	@TempDir
	Path directory;

	@Test
	void lazyInitializationLeavesNoMemberOfAClusterAsleep(CapturedOutput output) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(JdbcApplication.class)
			.web(WebApplicationType.NONE)
			.properties("spring.main.lazy-initialization=true",
					"spring.datasource.dqlite.node.data-dir=" + this.directory)
			.run()) {
			assertThat(output).contains("Embedded dqlite node");
			assertThat(context.getBeanFactory().containsSingleton("jdbcTemplate")).isFalse();
			assertThat(context.getBean(ClusterMonitor.class).isRunning()).isTrue();
			assertThat(context.getBean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class)).isOne();
		}
		assertThat(output).contains("Stopped dqlite node");
	}

	@Test
	void settingsOfThePoolAndCredentialsOfTheDatabaseBefore() {
		try (ConfigurableApplicationContext context = run("spring.datasource.username=sa",
				"spring.datasource.password=secret", "spring.datasource.driver-class-name=org.h2.Driver",
				"spring.datasource.hikari.username=sa", "spring.datasource.hikari.connection-test-query=SELECT 1",
				"spring.datasource.hikari.transaction-isolation=TRANSACTION_READ_COMMITTED",
				"spring.datasource.hikari.auto-commit=false", "spring.datasource.hikari.keepalive-time=30000",
				"spring.jpa.properties.hibernate.connection.provider_disables_autocommit=true",
				"spring.threads.virtual.enabled=true")) {
			NoteRepository notes = context.getBean(NoteRepository.class);
			notes.save(new Note("written by JPA"));
			assertThat(notes.findAll()).extracting(Note::getText)
				.containsExactly("written by Flyway", "written by JPA");
		}
	}

	@Test
	void aSecondDataSourceOfAnotherDatabase(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(Legacy.class)) {
			DataSource legacy = context.getBean("legacyDataSource", DataSource.class);
			assertThat(new JdbcTemplate(legacy).queryForObject("SELECT H2VERSION()", String.class)).isNotEmpty();
			assertThat(context.getBean("dataSource", HikariDataSource.class).getJdbcUrl()).startsWith("jdbc:dqlite:");
			assertThat(context.getBean(NoteRepository.class).count()).isOne();
			assertThat(context.getBean(LocalNode.class).dataDirectory()).isEqualTo(this.directory);
			assertThat(context.getBean("dqliteHealthContributor")).isNotNull();
		}
		assertThat(output).contains("Stopped dqlite node").doesNotContain("Exception");
	}

	private ConfigurableApplicationContext run(String... properties) {
		return run(NoteApplication.class, properties);
	}

	private ConfigurableApplicationContext run(Class<?> more, String... properties) {
		return new SpringApplicationBuilder(NoteApplication.class, more).web(WebApplicationType.NONE)
			.properties("spring.datasource.dqlite.node.data-dir=" + this.directory,
					"spring.flyway.locations=classpath:db/notes")
			.properties(properties)
			.run();
	}

	/**
	 * JPA would ask for the data source at once.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DqliteDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, DqliteClusterAutoConfiguration.class })
	static class JdbcApplication {

	}

	@Configuration(proxyBeanMethods = false)
	static class Legacy {

		@Bean(defaultCandidate = false)
		@Qualifier("legacy")
		HikariDataSource legacyDataSource() {
			return DataSourceBuilder.create().type(HikariDataSource.class).url("jdbc:h2:mem:legacy").build();
		}

	}

}
