package io.github.dqlite4j.spring.boot.autoconfigure.data;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.convert.QueryMappingConfiguration;
import org.springframework.data.jdbc.repository.config.JdbcConfiguration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of Spring Data JDBC for dqlite. The
 * dialect is found by Spring Data itself.
 *
 * @see DqliteJdbcDialectProvider
 */
@AutoConfiguration(before = DataJdbcRepositoriesAutoConfiguration.class)
@ConditionalOnClass({ DataJdbcRepositoriesAutoConfiguration.class, JdbcConfiguration.class })
public final class DqliteDataJdbcAutoConfiguration {

	@Bean
	static RenderedSqlBeanPostProcessor dqliteRenderedSqlBeanPostProcessor(ObjectProvider<JdbcConverter> converter,
			ObjectProvider<QueryMappingConfiguration> queryMapping) {
		return new RenderedSqlBeanPostProcessor(converter, queryMapping);
	}

}
