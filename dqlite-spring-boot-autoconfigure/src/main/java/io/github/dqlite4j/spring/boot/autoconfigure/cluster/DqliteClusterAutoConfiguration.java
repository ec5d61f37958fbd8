package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConnectionDetails;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of {@link ClusterObserver}.
 */
@AutoConfiguration(after = DqliteDataSourceAutoConfiguration.class)
@ConditionalOnBean(DqliteConnectionDetails.class)
public final class DqliteClusterAutoConfiguration {

	@Bean
	@Lazy
	ClusterObserver dqliteClusterObserver(DqliteConnectionDetails connectionDetails) {
		return new ClusterObserver(connectionDetails.getConnectionOptions());
	}

}
