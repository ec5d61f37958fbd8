package io.github.dqlite4j.spring.boot.autoconfigure.health;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConnectionDetails;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;
import io.github.dqlite4j.spring.boot.autoconfigure.pool.ConnectionPool;
import io.github.dqlite4j.spring.boot.autoconfigure.pool.ConnectionPools;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;

/**
 * Makes Boot's health indicator of the data source a {@link LeaderFirstHealthIndicator}.
 * Where there are several data sources, Boot has an indicator for each, and those are
 * meant that lead to the cluster.
 */
final class DataSourceHealthBeanPostProcessor implements BeanPostProcessor {

	private static final String DB = "dbHealthContributor";

	private final ObjectProvider<ClusterObserver> observer;

	private final BeanFactory beans;

	DataSourceHealthBeanPostProcessor(ObjectProvider<ClusterObserver> observer, BeanFactory beans) {
		this.observer = observer;
		this.beans = beans;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (DB.equals(beanName)) {
			if (bean instanceof DataSourceHealthIndicator indicator) {
				return leaderFirst(indicator);
			}
			if (bean instanceof CompositeHealthContributor several) {
				return leaderFirst(several);
			}
		}
		return bean;
	}

	private HealthContributor leaderFirst(DataSourceHealthIndicator indicator) {
		return new LeaderFirstHealthIndicator(indicator, this.observer);
	}

	private CompositeHealthContributor leaderFirst(CompositeHealthContributor several) {
		Map<String, HealthContributor> contributors = new LinkedHashMap<>();
		several.forEach((entry) -> contributors.put(entry.name(),
				(entry.contributor() instanceof DataSourceHealthIndicator indicator && isOfCluster(entry.name()))
						? leaderFirst(indicator) : entry.contributor()));
		return CompositeHealthContributor.fromMap(contributors);
	}

	/**
	 * Tell whether a data source, whose name Boot gives to its indicator, leads to the
	 * cluster. What wraps a pool is taken for the data source of the application.
	 */
	private boolean isOfCluster(String name) {
		DqliteConnectionDetails details = this.beans.getBean(DqliteConnectionDetails.class);
		if (!this.beans.containsBean(name)) {
			return false;
		}
		ConnectionPool pool = ConnectionPools.of(this.beans.getBean(name));
		return (pool != null) ? details.forUrl(pool.url()) != null : "dataSource".equals(name);
	}

}
