package io.github.dqlite4j.spring.boot.autoconfigure;

import java.nio.file.Path;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.jdbc.DqliteDriver;
import io.github.dqlite4j.node.DqliteNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DqliteDataSourceAutoConfiguration}.
 */
class DqliteDataSourceAutoConfigurationTests {

	private static final String URL = "jdbc:dqlite://10.0.0.1:9001/app";

	private final ApplicationContextRunner detailsOnly = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class));

	private final ApplicationContextRunner contextRunner = this.detailsOnly
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));

	@Test
	void bootMakesThePoolOfAUrl() {
		this.contextRunner
			.withPropertyValues("spring.datasource.url=" + URL, "spring.datasource.hikari.maximum-pool-size=3")
			.run((context) -> {
				assertThat(context).hasSingleBean(JdbcConnectionDetails.class);
				HikariDataSource pool = context.getBean(HikariDataSource.class);
				assertThat(pool.getJdbcUrl()).isEqualTo(URL);
				assertThat(pool.getDriverClassName()).isEqualTo(DqliteDriver.class.getName());
				assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
				assertThat(pool.getUsername()).isNull();
			});
	}

	@Test
	void bootMakesThePoolOfNodes() {
		this.contextRunner
			.withPropertyValues("spring.datasource.dqlite.nodes=10.0.0.1,10.0.0.2:9002",
					"spring.datasource.dqlite.database=orders", "spring.datasource.dqlite.busy-timeout=2s")
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
				.isEqualTo("jdbc:dqlite://10.0.0.1:9001,10.0.0.2:9002/orders?busyTimeout=2000ms"));
	}

	@Test
	void bootMakesThePoolOfTheEmbeddedNode(@TempDir Path directory) {
		this.contextRunner.withPropertyValues("spring.datasource.dqlite.node.data-dir=" + directory).run((context) -> {
			EmbeddedNode node = context.getBean(EmbeddedNode.class);
			assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
				.isEqualTo("jdbc:dqlite://" + node.address() + "/app");
		});
	}

	@Test
	void embeddedNodeIsTheDefaultAndWaitsForSomebodyToNeedIt() {
		this.detailsOnly.run((context) -> {
			assertThat(context.getBeanFactory().getBeanDefinition("dqliteEmbeddedNode").isLazyInit()).isTrue();
			assertThat(context.getBeanFactory().containsSingleton("dqliteEmbeddedNode")).isFalse();
		});
	}

	@Test
	void poolTypeCanBeChosen() {
		this.contextRunner
			.withPropertyValues("spring.datasource.url=" + URL,
					"spring.datasource.type=" + SimpleDriverDataSource.class.getName())
			.run((context) -> assertThat(context.getBean(SimpleDriverDataSource.class).getUrl()).isEqualTo(URL));
	}

	@Test
	void backsOffForConnectionDetailsOfTheUser() {
		this.detailsOnly.withUserConfiguration(ConnectionDetailsConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(JdbcConnectionDetails.class)
				.doesNotHaveBean(DqliteConnectionDetails.class)
				.doesNotHaveBean(EmbeddedNode.class));
	}

	@Test
	void backsOffForADataSourceOfTheUser() {
		this.contextRunner.withUserConfiguration(DataSourceConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(DataSource.class)
				.doesNotHaveBean(JdbcConnectionDetails.class)
				.doesNotHaveBean(EmbeddedNode.class));
	}

	@Test
	void backsOffForADataSourceOfTheUserBesideAUrl() {
		this.contextRunner.withUserConfiguration(DataSourceConfiguration.class)
			.withPropertyValues("spring.datasource.url=" + URL)
			.run((context) -> assertThat(context).doesNotHaveBean(JdbcConnectionDetails.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.datasource.url=jdbc:h2:mem:test", "spring.datasource.jndi-name=java:comp/env/db",
			"spring.datasource.embedded-database-connection=h2", "spring.datasource.driver-class-name=org.h2.Driver",
			"spring.datasource.hikari.jdbc-url=jdbc:h2:mem:test" })
	void backsOffForAnotherDatabase(String property) {
		this.detailsOnly.withPropertyValues(property)
			.run((context) -> assertThat(context).doesNotHaveBean(JdbcConnectionDetails.class)
				.doesNotHaveBean(EmbeddedNode.class));
	}

	@Test
	void leavesAnotherDatabaseToBoot() {
		this.contextRunner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:test")
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
				.isEqualTo("jdbc:h2:mem:test"));
	}

	@Test
	void backsOffWithoutTheDriver() {
		this.detailsOnly.withClassLoader(new FilteredClassLoader(DqliteDriver.class))
			.withPropertyValues("spring.datasource.url=" + URL)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(JdbcConnectionDetails.class));
	}

	@Test
	void backsOffWithoutTheNodeWhenNothingIsConfigured() {
		this.detailsOnly.withClassLoader(new FilteredClassLoader(DqliteNode.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(JdbcConnectionDetails.class));
	}

	@Test
	void connectsWithoutTheNode() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.github.dqlite4j.node"))
			.withPropertyValues("spring.datasource.url=" + URL)
			.run((context) -> assertThat(context).hasSingleBean(DqliteConnectionDetails.class));
	}

	@Test
	void saysThatTheNodeIsMissingWhenItIsConfigured() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(DqliteNode.class))
			.withPropertyValues("spring.datasource.dqlite.node.address=127.0.0.1:9001")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DqliteConfigurationException.class)
				.hasMessageContaining("io.github.dqlite4j:dqlite-node"));
	}

	@Test
	void refusesAUrlAndNodesThatContradictEachOther() {
		this.contextRunner.withPropertyValues("spring.datasource.url=" + URL, "spring.datasource.dqlite.nodes=10.0.0.2")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DqliteConfigurationException.class)
				.hasMessageContaining("spring.datasource.url")
				.hasMessageContaining("spring.datasource.dqlite.nodes"));
	}

	@Test
	void startsNoNodeWhenASettingIsNotValid(@TempDir Path directory) {
		this.contextRunner
			.withPropertyValues("spring.datasource.dqlite.node.data-dir=" + directory,
					"spring.datasource.dqlite.connect-timeout=0")
			.run((context) -> {
				assertThat(context).getFailure().hasStackTraceContaining("connectTimeout is 0 ms");
				assertThat(directory).isEmptyDirectory();
			});
	}

	@Test
	void refusesUnknownProperties() {
		this.detailsOnly.withPropertyValues("spring.datasource.dqlite.node.adress=127.0.0.1:9001")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("spring.datasource.dqlite.node.adress"));
	}

	@Configuration(proxyBeanMethods = false)
	static class ConnectionDetailsConfiguration {

		@Bean
		JdbcConnectionDetails userConnectionDetails() {
			return new JdbcConnectionDetails() {

				@Override
				public String getUsername() {
					return "sa";
				}

				@Override
				public String getPassword() {
					return "";
				}

				@Override
				public String getJdbcUrl() {
					return "jdbc:h2:mem:test";
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DataSourceConfiguration {

		@Bean
		DataSource userDataSource() {
			return new SimpleDriverDataSource();
		}

	}

}
