package io.github.dqlite4j.spring.boot.autoconfigure.hibernate;

import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

import io.github.dqlite4j.hibernate.DqliteDialect;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jpa.autoconfigure.JpaProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DqliteHibernateAutoConfiguration}.
 */
class DqliteHibernateAutoConfigurationTests {

	private static final String URL = "spring.datasource.url=jdbc:dqlite://10.0.0.1/app";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class,
				DataSourceAutoConfiguration.class, DqliteHibernateAutoConfiguration.class))
		.withUserConfiguration(JpaConfiguration.class);

	@Test
	void namesTheDialect() {
		this.contextRunner.withPropertyValues(URL)
			.run((context) -> assertThat(customize(context)).containsEntry("hibernate.dialect",
					DqliteDialect.class.getName()));
	}

	@Test
	void keepsTheDialectOfTheUser() {
		this.contextRunner.withPropertyValues(URL)
			.run((context) -> assertThat(customize(context, "hibernate.dialect", "mine"))
				.containsEntry("hibernate.dialect", "mine"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.jpa.database-platform=mine", "spring.jpa.database=H2" })
	void keepsThePlatformOfTheUser(String property) {
		this.contextRunner.withPropertyValues(URL, property)
			.run((context) -> assertThat(customize(context)).doesNotContainKey("hibernate.dialect"));
	}

	@Test
	void writesInBatches() {
		this.contextRunner.withPropertyValues(URL)
			.run((context) -> assertThat(customize(context)).containsEntry("hibernate.jdbc.batch_size", "50")
				.containsEntry("hibernate.order_inserts", "true")
				.containsEntry("hibernate.order_updates", "true"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "hibernate.jdbc.batch_size", "hibernate.order_inserts", "hibernate.order_updates" })
	void keepsTheBatchesOfTheUser(String setting) {
		this.contextRunner.withPropertyValues(URL)
			.run((context) -> assertThat(customize(context, setting, "mine")).containsEntry(setting, "mine"));
	}

	@Test
	void leavesAnotherDatabaseAlone() {
		this.contextRunner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:test")
			.run((context) -> assertThat(customize(context)).isEmpty());
	}

	@Test
	void neitherNamesTheDialectNorStartsANodeWhenTestsReplaceTheDataSource() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class,
					DqliteHibernateAutoConfiguration.class))
			.withUserConfiguration(JpaConfiguration.class)
			.withInitializer((context) -> context.addBeanFactoryPostProcessor(
					(beanFactory) -> beanFactory.registerSingleton("dataSource", embeddedDatabase())))
			.run((context) -> {
				HibernateDefaults customizer = new HibernateDefaults(context.getBeanProvider(JpaProperties.class),
						context.getBeanProvider(DataSource.class),
						context.getBeanProvider(JdbcConnectionDetails.class));
				Map<String, Object> properties = new HashMap<>();
				customizer.customize(properties);
				assertThat(properties).isEmpty();
				assertThat(context.getBeanFactory().containsBeanDefinition("dqliteEmbeddedNode")).isTrue();
				assertThat(context.getBeanFactory().containsSingleton("dqliteEmbeddedNode")).isFalse();
			});
	}

	@Test
	void backsOffWithoutTheDialect() {
		this.contextRunner.withPropertyValues(URL)
			.withClassLoader(new FilteredClassLoader(DqliteDialect.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HibernatePropertiesCustomizer.class));
	}

	@Test
	void backsOffWithoutHibernate() {
		this.contextRunner.withPropertyValues(URL)
			.withClassLoader(new FilteredClassLoader(HibernatePropertiesCustomizer.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HibernateDefaults.class));
	}

	private static Map<String, Object> customize(ApplicationContext context, String... properties) {
		Map<String, Object> map = new HashMap<>();
		if (properties.length > 0) {
			map.put(properties[0], properties[1]);
		}
		context.getBean(HibernatePropertiesCustomizer.class).customize(map);
		return map;
	}

	private static EmbeddedDatabase embeddedDatabase() {
		return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(JpaProperties.class)
	static class JpaConfiguration {

	}

}
