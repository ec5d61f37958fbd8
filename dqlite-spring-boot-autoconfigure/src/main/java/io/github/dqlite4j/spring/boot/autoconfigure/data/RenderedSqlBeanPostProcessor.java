package io.github.dqlite4j.spring.boot.autoconfigure.data;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.data.jdbc.core.convert.DataAccessStrategy;
import org.springframework.data.jdbc.core.convert.DefaultDataAccessStrategy;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.convert.QueryMappingConfiguration;
import org.springframework.data.jdbc.repository.config.JdbcConfiguration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Lets Spring Data run its statements on dqlite through {@link RenderedSqlJdbcTemplate},
 * whoever configured it. A strategy or a template of the user's own class is left alone.
 */
final class RenderedSqlBeanPostProcessor implements BeanPostProcessor {

	/**
	 * Not visible. Spring Data makes it where single query loading was switched on, which
	 * falls back to the ordinary way on dqlite.
	 */
	private static final String SINGLE_QUERY = DefaultDataAccessStrategy.class.getPackageName()
			+ ".SingleQueryFallbackDataAccessStrategy";

	private final ObjectProvider<JdbcConverter> converter;

	private final ObjectProvider<QueryMappingConfiguration> queryMapping;

	RenderedSqlBeanPostProcessor(ObjectProvider<JdbcConverter> converter,
			ObjectProvider<QueryMappingConfiguration> queryMapping) {
		this.converter = converter;
		this.queryMapping = queryMapping;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof DataAccessStrategy strategy && isOfSpringData(strategy)
				&& strategy.getDialect() instanceof DqliteJdbcDialect dialect) {
			NamedParameterJdbcOperations operations = strategy.getJdbcOperations();
			if (operations.getClass().equals(NamedParameterJdbcTemplate.class)) {
				return createStrategy(operations, dialect);
			}
		}
		return bean;
	}

	private static boolean isOfSpringData(DataAccessStrategy strategy) {
		return strategy instanceof DefaultDataAccessStrategy || strategy.getClass().getName().equals(SINGLE_QUERY);
	}

	private DataAccessStrategy createStrategy(NamedParameterJdbcOperations operations, DqliteJdbcDialect dialect) {
		return JdbcConfiguration.createDataAccessStrategy(new RenderedSqlJdbcTemplate(operations.getJdbcOperations()),
				this.converter.getObject(), this.queryMapping.getIfAvailable(), dialect);
	}

}
