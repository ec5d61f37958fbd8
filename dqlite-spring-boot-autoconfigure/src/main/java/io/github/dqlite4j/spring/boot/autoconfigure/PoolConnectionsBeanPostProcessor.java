package io.github.dqlite4j.spring.boot.autoconfigure;

import java.util.Arrays;

import javax.sql.DataSource;

import io.github.dqlite4j.jdbc.DqliteDataSource;
import io.github.dqlite4j.jdbc.DqliteUrl;
import io.github.dqlite4j.spring.boot.autoconfigure.pool.ConnectionPool;
import io.github.dqlite4j.spring.boot.autoconfigure.pool.ConnectionPools;
import io.github.dqlite4j.spring.boot.autoconfigure.pool.HiddenOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Gives the pool what its URL does not show: passwords and the {@code SSLContext} of
 * {@link DqliteConnectionDetails}. Without any of them the pool is left as Boot made it.
 * So it is with the pools of other databases of the same cluster. Where the pool is of a
 * kind that is not known, says what follows from that.
 */
final class PoolConnectionsBeanPostProcessor implements BeanPostProcessor, PriorityOrdered {

	/**
	 * The bean to which Boot applies the connection details.
	 */
	static final String DATA_SOURCE = "dataSource";

	private static final Logger logger = LoggerFactory.getLogger(PoolConnectionsBeanPostProcessor.class);

	private static final String REMEDY = "by HikariCP, Apache Commons DBCP 2 or Tomcat JDBC: correct or remove "
			+ "spring.datasource.type, and see which pools are on the class path";

	private final ObjectProvider<DqliteConnectionDetails> connectionDetails;

	private final ConfigurableBeanFactory beans;

	PoolConnectionsBeanPostProcessor(ObjectProvider<DqliteConnectionDetails> connectionDetails,
			ConfigurableBeanFactory beans) {
		this.connectionDetails = connectionDetails;
		this.beans = beans;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof DataSource source) {
			ConnectionPool pool = ConnectionPools.of(source);
			if (pool != null) {
				if (DqliteUrl.accepts(String.valueOf(pool.url()))) {
					this.connectionDetails.ifAvailable((details) -> complete(pool, details.forUrl(pool.url())));
				}
			}
			else if (DATA_SOURCE.equals(beanName) && isMadeOfDetails()) {
				this.connectionDetails.ifAvailable((details) -> report(source, details));
			}
		}
		return bean;
	}

	private static void complete(ConnectionPool pool, @Nullable DqliteConnectionDetails details) {
		HiddenOptions hidden = (details != null) ? HiddenOptions.of(details.getConnectionOptions()) : null;
		if (hidden != null) {
			pool.connectBy(hidden);
		}
	}

	/**
	 * Any other data source, such as that of a test, must not bring the details, hence a
	 * node, to life.
	 */
	private boolean isMadeOfDetails() {
		return Arrays.stream(this.beans.getDependenciesForBean(DATA_SOURCE))
			.anyMatch((name) -> this.beans.isTypeMatch(name, DqliteConnectionDetails.class));
	}

	private static void report(DataSource source, DqliteConnectionDetails details) {
		String type = source.getClass().getName();
		if (HiddenOptions.of(details.getConnectionOptions()) != null) {
			throw new DqliteConfigurationException(
					"The data source is a " + type + ", which can be given a URL alone, and the SSL bundle or the "
							+ "passwords of the connections can't be part of one.",
					"Have the connections pooled " + REMEDY + ".");
		}
		if (!(source instanceof DqliteDataSource || source instanceof AbstractDriverBasedDataSource)) {
			logger.warn("The data source is a {}, which is not known here: after a change of leadership each of its "
					+ "connections finds that out by its next request. Let it validate them when they are borrowed "
					+ "(Connection.isValid), or have the connections pooled {}.", type, REMEDY);
		}
	}

	/**
	 * Right behind what Boot applies the connection details by.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 3;
	}

}
