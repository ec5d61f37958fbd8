package io.github.dqlite4j.spring.boot.autoconfigure;

import java.util.Properties;

import javax.net.ssl.SSLContext;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.jdbc.DqliteDataSource;
import io.github.dqlite4j.jdbc.DqliteUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Gives the pool what its URL does not show: passwords and the {@code SSLContext} of
 * {@link DqliteConnectionDetails}. They travel inside of a data source, which the pool
 * prefers to its URL: data source properties would show up in the log of the pool.
 * Without any of them the pool is left as Boot made it.
 */
final class HikariSecretsBeanPostProcessor implements BeanPostProcessor, PriorityOrdered {

	/**
	 * The bean to which Boot applies the connection details.
	 */
	private static final String DATA_SOURCE = "dataSource";

	private final ObjectProvider<DqliteConnectionDetails> connectionDetails;

	HikariSecretsBeanPostProcessor(ObjectProvider<DqliteConnectionDetails> connectionDetails) {
		this.connectionDetails = connectionDetails;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource pool && DATA_SOURCE.equals(beanName) && pool.getDataSource() == null) {
			this.connectionDetails.ifAvailable((details) -> addSecrets(pool, details));
		}
		return bean;
	}

	private static void addSecrets(HikariDataSource pool, DqliteConnectionDetails details) {
		ConnectionOptions options = details.getConnectionOptions();
		Properties properties = DqliteUrl.secrets(options);
		SSLContext context = sslContext(options.tls());
		if (!details.getJdbcUrl().equals(pool.getJdbcUrl()) || properties.isEmpty() && context == null) {
			return;
		}
		properties.putAll(pool.getDataSourceProperties());
		ConnectionOptions complete = DqliteUrl.parse(pool.getJdbcUrl(), properties);
		if (context != null) {
			complete = complete.toBuilder().tls((tls) -> tls.sslContext(context)).build();
		}
		pool.setDataSource(new DqliteDataSource(complete));
	}

	private static @Nullable SSLContext sslContext(@Nullable TlsOptions tls) {
		return (tls != null) ? tls.sslContext() : null;
	}

	/**
	 * Right behind what Boot applies the connection details by.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 3;
	}

}
