package io.github.dqlite4j.spring.boot.autoconfigure.endpoint;

import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of {@link DqliteEndpoint}.
 */
@AutoConfiguration(after = DqliteClusterAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(ClusterObserver.class)
@ConditionalOnAvailableEndpoint(DqliteEndpoint.class)
public final class DqliteEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	DqliteEndpoint dqliteEndpoint(ObjectProvider<ClusterObserver> observer) {
		return new DqliteEndpoint(observer);
	}

}
