package io.github.dqlite4j.spring.boot.autoconfigure.health;

import io.github.dqlite4j.spring.boot.autoconfigure.NodeStatus;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the health of a dqlite cluster,
 * beside that of the data source.
 */
@AutoConfiguration(after = DqliteClusterAutoConfiguration.class)
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(ClusterObserver.class)
@ConditionalOnEnabledHealthIndicator("dqlite")
public final class DqliteHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "dqliteHealthIndicator", "dqliteHealthContributor" })
	HealthContributor dqliteHealthContributor(ObjectProvider<ClusterObserver> observer,
			ObjectProvider<NodeStatus> node) {
		return new DqliteHealthIndicator(observer, node);
	}

}
