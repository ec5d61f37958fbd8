package io.github.dqlite4j.spring.boot.autoconfigure;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import io.github.dqlite4j.jdbc.DqliteDriver;
import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.NodeStartException;
import io.github.dqlite4j.spring.boot.autoconfigure.BundleTls.Use;
import io.github.dqlite4j.spring.boot.autoconfigure.DatabaseSelection.Kind;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for connections to dqlite. It
 * contributes {@link DqliteConnectionDetails}, from which Boot makes the
 * {@link DataSource}, and starts an embedded node when no other database is configured.
 * <p>
 * The beans are lazy: where tests replace the data source, no node starts. The pool
 * depends on the details and these on the node, so that the node starts first and stops
 * last.
 */
@AutoConfiguration(after = { JndiDataSourceAutoConfiguration.class, XADataSourceAutoConfiguration.class },
		before = DataSourceAutoConfiguration.class)
@ConditionalOnClass({ DqliteDriver.class, DataSource.class, JdbcConnectionDetails.class })
@EnableConfigurationProperties({ DqliteProperties.class, DataSourceProperties.class })
public final class DqliteDataSourceAutoConfiguration {

	@Bean
	static DriverClassBeanPostProcessor dqliteDriverClassBeanPostProcessor(ConfigurableListableBeanFactory beans) {
		return new DriverClassBeanPostProcessor(beans);
	}

	@Bean
	static PoolValidationBeanPostProcessor dqlitePoolValidationBeanPostProcessor(
			ObjectProvider<DqliteConnectionDetails> connectionDetails) {
		return new PoolValidationBeanPostProcessor(connectionDetails);
	}

	@Bean
	static PoolConnectionsBeanPostProcessor dqlitePoolConnectionsBeanPostProcessor(
			ObjectProvider<DqliteConnectionDetails> connectionDetails, ConfigurableBeanFactory beans) {
		return new PoolConnectionsBeanPostProcessor(connectionDetails, beans);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnDatabase({ Kind.CLUSTER, Kind.CONFIGURED_NODE, Kind.DEFAULT_NODE })
	static class LazyInitializationConfiguration {

		/**
		 * A member of a cluster has to run from the start, also where beans wait for
		 * their first use ({@code spring.main.lazy-initialization}): the others rely on
		 * its vote. The pool brings the node to life, and connects later.
		 */
		@Bean
		static LazyInitializationExcludeFilter dqliteLazyInitializationExcludeFilter() {
			return (name, definition, type) -> name.equals(PoolConnectionsBeanPostProcessor.DATA_SOURCE)
					&& DataSource.class.isAssignableFrom(type);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnDatabase(Kind.CLUSTER)
	@ConditionalOnMissingBean({ JdbcConnectionDetails.class, DataSource.class, XADataSource.class })
	static class ClusterConfiguration {

		@Bean
		@Lazy
		DqliteConnectionDetails dqliteConnectionDetails(DqliteProperties properties,
				DataSourceProperties dataSourceProperties, ObjectProvider<SslBundles> sslBundles,
				Environment environment) {
			CompiledSelection.require(environment, Kind.CLUSTER);
			BundleTls tls = BundleTls.of(Use.CONNECTIONS, properties.getSsl(), sslBundles);
			return PropertiesDqliteConnectionDetails.of(
					new ConnectionOptionsFactory(properties).forCluster(dataSourceProperties.getUrl(), tls),
					dataSourceProperties);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnDatabase({ Kind.CONFIGURED_NODE, Kind.DEFAULT_NODE })
	@ConditionalOnClass(DqliteNode.class)
	@ConditionalOnMissingBean({ JdbcConnectionDetails.class, DataSource.class, XADataSource.class })
	static class EmbeddedNodeConfiguration {

		@Bean
		@Lazy
		EmbeddedNode dqliteEmbeddedNode(DqliteProperties properties, ObjectProvider<SslBundles> sslBundles,
				Environment environment) throws NodeStartException {
			CompiledSelection.require(environment, Kind.CONFIGURED_NODE, Kind.DEFAULT_NODE);
			ConnectionOptionsFactory options = new ConnectionOptionsFactory(properties);
			options.validateForEmbeddedNode();
			BundleTls tls = BundleTls.of(Use.NODE, properties.getNode().getSsl(), sslBundles);
			EmbeddedNode node = EmbeddedNodeRegistry.SHARED.acquire(EmbeddedNodeSettings.of(properties.getNode(), tls));
			node.holdBackWritersOf(options.forEmbeddedNode(node.address(), node.tls()).database().value());
			return node;
		}

		@Bean
		@Lazy
		LocalNode dqliteLocalNode(EmbeddedNode node) {
			return node.local();
		}

		@Bean
		@Lazy
		DqliteConnectionDetails dqliteConnectionDetails(DqliteProperties properties,
				DataSourceProperties dataSourceProperties, EmbeddedNode node) {
			DqliteConnectionDetails details = PropertiesDqliteConnectionDetails.of(
					new ConnectionOptionsFactory(properties).forEmbeddedNode(node.address(), node.tls()),
					dataSourceProperties);
			return new EmbeddedNodeConnectionDetails(details, node);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnDatabase(Kind.CONFIGURED_NODE)
	@ConditionalOnBean(DataSource.class)
	static class UnusedNodeConfiguration {

		@Bean
		static UnusedNodeWarning dqliteUnusedNodeWarning(ListableBeanFactory beans) {
			return new UnusedNodeWarning(beans);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnDatabase(Kind.CONFIGURED_NODE)
	@ConditionalOnMissingClass("io.github.dqlite4j.node.DqliteNode")
	@ConditionalOnMissingBean({ JdbcConnectionDetails.class, DataSource.class, XADataSource.class })
	static class MissingNodeConfiguration {

		@Bean
		@Lazy
		DqliteConnectionDetails dqliteConnectionDetails() {
			throw new DqliteConfigurationException(
					"The settings under " + DqliteProperties.PREFIX
							+ " ask for a dqlite node in this process, but the class path has no dqlite-node.",
					"Add the dependency io.github.dqlite4j:dqlite-node, or name the nodes of a cluster by "
							+ DatabaseSelection.NODES + ".");
		}

	}

}
