package io.github.dqlite4j.spring.boot.autoconfigure.data;

import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.convert.DataAccessStrategy;
import org.springframework.data.jdbc.core.convert.DelegatingDataAccessStrategy;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcH2Dialect;
import org.springframework.data.jdbc.repository.config.JdbcConfiguration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DqliteDataJdbcAutoConfiguration}.
 */
class DqliteDataJdbcAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class,
						DataSourceTransactionManagerAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
						DqliteDataJdbcAutoConfiguration.class, DataJdbcRepositoriesAutoConfiguration.class))
		.withUserConfiguration(PackageConfiguration.class);

	@Test
	void correctsStatementsOnDqlite() {
		this.contextRunner.withInitializer(new TemporaryNode())
			.run((context) -> assertThat(context.getBean(DataAccessStrategy.class).getJdbcOperations())
				.isInstanceOf(RenderedSqlJdbcTemplate.class));
	}

	@Test
	void leavesAnotherDatabaseAlone() {
		this.contextRunner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:test").run((context) -> {
			DataAccessStrategy strategy = context.getBean(DataAccessStrategy.class);
			assertThat(strategy.getDialect()).isInstanceOf(JdbcH2Dialect.class);
			assertThat(strategy.getJdbcOperations()).isSameAs(context.getBean(NamedParameterJdbcTemplate.class));
		});
	}

	@Test
	void leavesTheStrategyOfTheUserAlone() {
		this.contextRunner.withInitializer(new TemporaryNode())
			.withUserConfiguration(StrategyConfiguration.class)
			.run((context) -> assertThat(context.getBean(DataAccessStrategy.class))
				.isExactlyInstanceOf(DelegatingDataAccessStrategy.class)
				.returns(context.getBean(NamedParameterJdbcTemplate.class), DataAccessStrategy::getJdbcOperations));
	}

	@Test
	void backsOffWithoutSpringDataJdbc() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DqliteDataJdbcAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(JdbcConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RenderedSqlBeanPostProcessor.class));
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class PackageConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class StrategyConfiguration {

		@Bean
		DataAccessStrategy strategy(NamedParameterJdbcOperations operations, JdbcConverter converter,
				JdbcDialect dialect) {
			return new DelegatingDataAccessStrategy(
					JdbcConfiguration.createDataAccessStrategy(operations, converter, null, dialect));
		}

	}

}
