package io.github.dqlite4j.spring.boot.autoconfigure.data;

import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConnectionDetails;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.convert.QueryMappingConfiguration;
import org.springframework.data.jdbc.core.dialect.DialectResolver;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.JdbcConfiguration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of Spring Data JDBC for dqlite. The
 * dialect is found by Spring Data itself, by a connection.
 *
 * @see DqliteJdbcDialectProvider
 */
@AutoConfiguration(after = DqliteDataSourceAutoConfiguration.class,
		before = DataJdbcRepositoriesAutoConfiguration.class)
@ConditionalOnClass({ DataJdbcRepositoriesAutoConfiguration.class, JdbcConfiguration.class })
public final class DqliteDataJdbcAutoConfiguration {

	@Bean
	static RenderedSqlBeanPostProcessor dqliteRenderedSqlBeanPostProcessor(ObjectProvider<JdbcConverter> converter,
			ObjectProvider<QueryMappingConfiguration> queryMapping) {
		return new RenderedSqlBeanPostProcessor(converter, queryMapping);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(DqliteConnectionDetails.class)
	@Conditional(NoDialectChosen.class)
	static class DialectConfiguration {

		/**
		 * As Boot does it, except while the application is compiled ahead of time, when
		 * repositories are generated for the dialect: a connection would start a node,
		 * and migrate its database, where the application is built.
		 */
		@Bean
		@ConditionalOnMissingBean({ JdbcDialect.class, AbstractJdbcConfiguration.class })
		JdbcDialect jdbcDialect(ObjectProvider<NamedParameterJdbcOperations> operations) {
			return Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING) ? DqliteJdbcDialect.INSTANCE
					: DialectResolver.getDialect(operations.getObject().getJdbcOperations());
		}

	}

	static class NoDialectChosen extends NoneNestedConditions {

		NoDialectChosen() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnProperty("spring.data.jdbc.dialect")
		static class Chosen {

		}

	}

}
