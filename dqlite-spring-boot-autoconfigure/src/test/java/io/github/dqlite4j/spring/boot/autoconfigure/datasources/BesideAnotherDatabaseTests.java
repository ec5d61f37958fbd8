package io.github.dqlite4j.spring.boot.autoconfigure.datasources;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.hibernate.DqliteDialect;
import io.github.dqlite4j.jdbc.DqliteDriver;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConnectionDetails;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterMonitor;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.health.DqliteDataSourceHealthAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.hibernate.DqliteHibernateAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications with data sources of their own, in the ways that the reference
 * of Boot shows, of which one leads to dqlite and the other does not.
 */
@ExtendWith(OutputCaptureExtension.class)
class BesideAnotherDatabaseTests {

	private static final String H2 = "jdbc:h2:mem:beside";

	private static final String NOT_STARTED = "A dqlite node is configured under spring.datasource.dqlite, but is not"
			+ " started: the application has the data source";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class,
					DqliteClusterAutoConfiguration.class, DqliteHibernateAutoConfiguration.class,
					DataSourceHealthContributorAutoConfiguration.class, DqliteDataSourceHealthAutoConfiguration.class));

	@Test
	void anotherDatabaseIsTheSecond(@TempDir Path directory) {
		this.contextRunner.withUserConfiguration(SecondConfiguration.class)
			.withPropertyValues("spring.datasource.dqlite.node.data-dir=" + directory, "app.second.url=" + H2)
			.run((context) -> {
				assertThat(context.getBean(DataSource.class)).isSameAs(context.getBean("dataSource"));
				assertThat(context.getBean("secondDataSource", HikariDataSource.class).getDriverClassName())
					.isEqualTo("org.h2.Driver");
				assertThat(context.getBean(ClusterMonitor.class).isRunning()).isTrue();
				assertThat(hibernateProperties(context)).containsEntry("hibernate.dialect",
						DqliteDialect.class.getName());
				CompositeHealthContributor health = context.getBean(CompositeHealthContributor.class);
				assertThat(health.stream())
					.allSatisfy((entry) -> assertThat(((HealthIndicator) entry.contributor()).health().getStatus())
						.isEqualTo(Status.UP));
				assertThat(health.getContributor("dataSource").getClass().getSimpleName())
					.isEqualTo("LeaderFirstHealthIndicator");
				assertThat(health.getContributor("secondDataSource").getClass().getSimpleName())
					.isEqualTo("DataSourceHealthIndicator");
			});
	}

	@Test
	void dqliteIsTheSecond() {
		this.contextRunner.withUserConfiguration(SecondConfiguration.class)
			.withPropertyValues("spring.datasource.url=" + H2, "app.second.url=jdbc:dqlite://127.0.0.1:1/second")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(DqliteConnectionDetails.class);
				assertThat(context.getBean("secondDataSource", HikariDataSource.class).getDriverClassName())
					.isEqualTo(DqliteDriver.class.getName());
				assertThat(hibernateProperties(context)).isEmpty();
			});
	}

	@Test
	void bothAreOfTheUser() {
		this.contextRunner.withUserConfiguration(SecondConfiguration.class, FirstConfiguration.class)
			.withPropertyValues("app.first.url=jdbc:dqlite://127.0.0.1:1/first", "app.second.url=" + H2)
			.run((context) -> {
				assertThat(context.getBean(HikariDataSource.class).getDriverClassName())
					.isEqualTo(DqliteDriver.class.getName());
				assertThat(context).doesNotHaveBean(DqliteConnectionDetails.class);
				assertThat(hibernateProperties(context)).containsEntry("hibernate.dialect",
						DqliteDialect.class.getName());
			});
	}

	@Test
	void saysThatAConfiguredNodeIsNotStarted(CapturedOutput output) {
		new SpringApplicationBuilder(FirstConfiguration.class, ConfiguredNode.class).web(WebApplicationType.NONE)
			.properties("app.first.url=" + H2, "spring.datasource.dqlite.node.address=127.0.0.1:9001")
			.run()
			.close();
		assertThat(output).contains(NOT_STARTED + " firstDataSource instead");
	}

	@Test
	void propertiesOfBootNameTheDriver() {
		this.contextRunner.withPropertyValues("spring.datasource.dqlite.nodes=127.0.0.1:1")
			.run((context) -> assertThat(context.getBean(DataSourceProperties.class).determineDriverClassName())
				.isEqualTo(DqliteDriver.class.getName()));
	}

	@Test
	void propertiesOfAnotherDatabaseAreLeftAlone() {
		this.contextRunner.withUserConfiguration(FirstConfiguration.class)
			.withPropertyValues("app.first.url=" + H2)
			.run((context) -> assertThat(context.getBeansOfType(DataSourceProperties.class).values())
				.allSatisfy((properties) -> assertThat(properties.getDriverClassName()).isNull()));
	}

	private static Map<String, Object> hibernateProperties(ApplicationContext context) {
		Map<String, Object> properties = new HashMap<>();
		context.getBean(HibernatePropertiesCustomizer.class).customize(properties);
		return properties;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DqliteDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class })
	static class ConfiguredNode {

	}

	@Configuration(proxyBeanMethods = false)
	static class FirstConfiguration {

		@Bean
		@Primary
		@ConfigurationProperties("app.first")
		DataSourceProperties firstDataSourceProperties() {
			return new DataSourceProperties();
		}

		@Bean
		@Primary
		HikariDataSource firstDataSource(DataSourceProperties properties) {
			return properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondConfiguration {

		@Bean(defaultCandidate = false)
		@Qualifier("second")
		@ConfigurationProperties("app.second")
		DataSourceProperties secondDataSourceProperties() {
			return new DataSourceProperties();
		}

		@Bean(defaultCandidate = false)
		@Qualifier("second")
		HikariDataSource secondDataSource(@Qualifier("second") DataSourceProperties properties) {
			return properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
		}

	}

}
