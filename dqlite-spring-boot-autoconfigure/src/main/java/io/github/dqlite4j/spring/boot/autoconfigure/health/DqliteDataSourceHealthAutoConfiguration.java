package io.github.dqlite4j.spring.boot.autoconfigure.health;

import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that keeps Boot's health check of
 * the data source short while the cluster has no leader.
 */
@AutoConfiguration(after = DqliteClusterAutoConfiguration.class)
@ConditionalOnClass({ HealthContributor.class, DataSourceHealthIndicator.class })
@ConditionalOnBean(ClusterObserver.class)
public final class DqliteDataSourceHealthAutoConfiguration {

	@Bean
	static DataSourceHealthBeanPostProcessor dqliteDataSourceHealthBeanPostProcessor(
			ObjectProvider<ClusterObserver> observer, BeanFactory beans) {
		return new DataSourceHealthBeanPostProcessor(observer, beans);
	}

}
