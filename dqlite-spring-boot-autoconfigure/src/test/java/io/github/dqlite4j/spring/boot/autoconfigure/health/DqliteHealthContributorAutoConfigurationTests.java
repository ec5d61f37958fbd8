package io.github.dqlite4j.spring.boot.autoconfigure.health;

import java.nio.file.Path;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DqliteHealthContributorAutoConfiguration}, on the real engine.
 */
class DqliteHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class,
				DqliteClusterAutoConfiguration.class, DqliteHealthContributorAutoConfiguration.class));

	@Test
	void isUpWhileTheClusterHasALeader(@TempDir Path directory) {
		this.contextRunner
			.withPropertyValues("spring.datasource.dqlite.node.data-dir=" + directory,
					"spring.datasource.dqlite.database=orders")
			.run((context) -> {
				Health health = context.getBean(DqliteHealthIndicator.class).health();
				assertThat(health.getStatus()).isEqualTo(Status.UP);
				assertThat(health.getDetails()).containsEntry("database", "orders")
					.containsEntry("nodes", 1)
					.hasEntrySatisfying("leader", (leader) -> assertThat(leader.toString()).startsWith("127.0.0.1:"));
			});
	}

	@Test
	void isDownWhenNoLeaderIsFound(@TempDir Path directory) throws Exception {
		DqliteNode node = DqliteNode.builder(directory).start();
		node.close();
		this.contextRunner.withPropertyValues("spring.datasource.dqlite.nodes=" + node.address()).run((context) -> {
			Health health = context.getBean(DqliteHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("database", "app")
				.hasEntrySatisfying("error", (error) -> assertThat(error.toString()).contains(node.address()));
		});
	}

	@Test
	void canBeDisabled() {
		this.contextRunner
			.withPropertyValues("spring.datasource.dqlite.nodes=10.0.0.1", "management.health.dqlite.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(HealthContributor.class));
	}

	@Test
	void backsOffForAnotherDatabase() {
		this.contextRunner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:test")
			.run((context) -> assertThat(context).doesNotHaveBean(HealthContributor.class));
	}

	@Test
	void backsOffWithoutHealth() {
		this.contextRunner.withPropertyValues("spring.datasource.dqlite.nodes=10.0.0.1")
			.withClassLoader(new FilteredClassLoader(HealthContributor.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("dqliteHealthContributor"));
	}

}
