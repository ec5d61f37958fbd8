package io.github.dqlite4j.spring.boot.autoconfigure.endpoint;

import java.nio.file.Path;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.endpoint.DqliteEndpoint.ClusterDescriptor;
import io.github.dqlite4j.spring.boot.autoconfigure.endpoint.DqliteEndpoint.NodeDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DqliteEndpointAutoConfiguration}, on the real engine.
 */
class DqliteEndpointAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withPropertyValues("management.endpoints.web.exposure.include=dqlite")
		.withConfiguration(AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class,
				DqliteClusterAutoConfiguration.class, DqliteEndpointAutoConfiguration.class));

	@Test
	void showsTheCluster(@TempDir Path directory) throws Exception {
		try (DqliteNode node = DqliteNode.builder(directory).start()) {
			this.contextRunner.withPropertyValues("spring.datasource.url=jdbc:dqlite://" + node.address() + "/orders")
				.run((context) -> {
					ClusterDescriptor cluster = context.getBean(DqliteEndpoint.class).cluster();
					assertThat(cluster.database()).isEqualTo("orders");
					assertThat(cluster.leader()).isEqualTo(node.address());
					assertThat(cluster.sqliteVersion()).startsWith("3.");
					assertThat(cluster.driverVersion()).isNotBlank();
					assertThat(cluster.nodes())
						.containsExactly(new NodeDescriptor(node.id(), node.address(), "voter", true));
					assertThat(cluster.problem()).isNull();
				});
		}
	}

	@Test
	void showsWhyTheClusterCannotBeAsked(@TempDir Path directory) throws Exception {
		DqliteNode node = DqliteNode.builder(directory).start();
		node.close();
		this.contextRunner.withPropertyValues("spring.datasource.dqlite.nodes=" + node.address()).run((context) -> {
			ClusterDescriptor cluster = context.getBean(DqliteEndpoint.class).cluster();
			assertThat(cluster.leader()).isNull();
			assertThat(cluster.nodes()).isEmpty();
			assertThat(cluster.problem()).contains(node.address());
		});
	}

	@Test
	void isNotThereUnlessExposed() {
		this.contextRunner
			.withPropertyValues("spring.datasource.dqlite.nodes=10.0.0.1", "management.endpoints.web.exposure.include=")
			.run((context) -> assertThat(context).doesNotHaveBean(DqliteEndpoint.class));
	}

	@Test
	void backsOffForAnotherDatabase() {
		this.contextRunner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:test")
			.run((context) -> assertThat(context).doesNotHaveBean(DqliteEndpoint.class));
	}

	@Test
	void backsOffWithoutActuator() {
		this.contextRunner.withPropertyValues("spring.datasource.dqlite.nodes=10.0.0.1")
			.withClassLoader(new FilteredClassLoader(Endpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("dqliteEndpoint"));
	}

}
