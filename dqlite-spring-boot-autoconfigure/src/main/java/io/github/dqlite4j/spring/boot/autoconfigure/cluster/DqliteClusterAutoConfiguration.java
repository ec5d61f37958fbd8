package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConnectionDetails;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteProperties;
import io.github.dqlite4j.spring.boot.autoconfigure.LocalNode;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of {@link ClusterObserver}, of what
 * publishes a {@link ClusterEvent}, and of what takes connections to a former leader out
 * of the pool.
 */
@AutoConfiguration(after = DqliteDataSourceAutoConfiguration.class)
public final class DqliteClusterAutoConfiguration {

	/**
	 * For all pools that lead to dqlite, also those that an application defines itself.
	 */
	@Bean
	static FormerLeaderEviction dqliteFormerLeaderEviction(ObjectProvider<DqliteConnectionDetails> connectionDetails) {
		return new FormerLeaderEviction(connectionDetails);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(DqliteConnectionDetails.class)
	static class ObserverConfiguration {

		@Bean
		@Lazy
		ClusterObserver dqliteClusterObserver(DqliteConnectionDetails connectionDetails) {
			return new ClusterObserver(connectionDetails.getConnectionOptions());
		}

		/**
		 * The cluster is only watched where something uses it: a test that replaces the
		 * data source starts no node.
		 */
		@Bean
		ClusterMonitor dqliteClusterMonitor(ObjectProvider<ClusterObserver> observer,
				ApplicationEventPublisher publisher, ConfigurableListableBeanFactory beans,
				DqliteProperties properties) {
			return new ClusterMonitor(observer, publisher, () -> isUsed(beans), properties.getMonitorInterval());
		}

	}

	private static boolean isUsed(ConfigurableListableBeanFactory beans) {
		for (String name : beans.getBeanNamesForType(DqliteConnectionDetails.class, true, false)) {
			if (beans.containsSingleton(name)) {
				return true;
			}
		}
		return false;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	@ConditionalOnBean(DqliteConnectionDetails.class)
	static class MetricsConfiguration {

		@Bean
		MeterBinder dqliteClusterMetrics(ClusterMonitor monitor) {
			return new ClusterMetrics(monitor);
		}

		/**
		 * The node is asked for when the meters are bound, and only where it runs.
		 */
		@Bean
		@ConditionalOnBean(LocalNode.class)
		MeterBinder dqliteNodeMetrics(ObjectProvider<LocalNode> node, ClusterMonitor monitor,
				ConfigurableListableBeanFactory beans) {
			return (registry) -> {
				if (isUsed(beans)) {
					new NodeMetrics(node.getObject(), monitor).bindTo(registry);
				}
			};
		}

	}

}
