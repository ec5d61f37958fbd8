package io.github.dqlite4j.spring.boot.autoconfigure.health;

import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;

/**
 * Makes Boot's health indicator of the data source a {@link LeaderFirstHealthIndicator}.
 */
final class DataSourceHealthBeanPostProcessor implements BeanPostProcessor {

	private static final String DB = "dbHealthContributor";

	private final ObjectProvider<ClusterObserver> observer;

	DataSourceHealthBeanPostProcessor(ObjectProvider<ClusterObserver> observer) {
		this.observer = observer;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (DB.equals(beanName) && bean instanceof DataSourceHealthIndicator indicator)
				? new LeaderFirstHealthIndicator(indicator, this.observer) : bean;
	}

}
