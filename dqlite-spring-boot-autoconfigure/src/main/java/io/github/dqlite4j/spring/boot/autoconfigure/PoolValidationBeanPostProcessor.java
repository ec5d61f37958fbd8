package io.github.dqlite4j.spring.boot.autoconfigure;

import io.github.dqlite4j.jdbc.DqliteUrl;
import io.github.dqlite4j.spring.boot.autoconfigure.pool.ConnectionPool;
import io.github.dqlite4j.spring.boot.autoconfigure.pool.ConnectionPools;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Has the pool of the application validate what it hands out, as Boot does where it knows
 * a validation query. The properties of the pool are bound later and have the last word.
 */
final class PoolValidationBeanPostProcessor implements BeanPostProcessor, PriorityOrdered {

	private final ObjectProvider<DqliteConnectionDetails> connectionDetails;

	PoolValidationBeanPostProcessor(ObjectProvider<DqliteConnectionDetails> connectionDetails) {
		this.connectionDetails = connectionDetails;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		ConnectionPool pool = PoolConnectionsBeanPostProcessor.DATA_SOURCE.equals(beanName) ? ConnectionPools.of(bean)
				: null;
		if (pool != null && DqliteUrl.accepts(String.valueOf(pool.url()))) {
			this.connectionDetails.ifAvailable((details) -> pool.validateOnBorrow());
		}
		return bean;
	}

	/**
	 * Before the properties are bound.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
