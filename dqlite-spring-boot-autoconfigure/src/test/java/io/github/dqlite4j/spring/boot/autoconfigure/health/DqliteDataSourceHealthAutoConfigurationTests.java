package io.github.dqlite4j.spring.boot.autoconfigure.health;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DqliteDataSourceHealthAutoConfiguration}, on the real engine and a
 * pool that would wait for an hour.
 */
@Timeout(120)
class DqliteDataSourceHealthAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class,
				DataSourceAutoConfiguration.class, DataSourceHealthContributorAutoConfiguration.class,
				DqliteClusterAutoConfiguration.class, DqliteDataSourceHealthAutoConfiguration.class))
		.withPropertyValues("spring.datasource.hikari.connection-timeout=3600000",
				"spring.datasource.dqlite.leader-timeout=1h");

	private static Health db(AssertableApplicationContext context) {
		Health health = context.getBean("dbHealthContributor", HealthIndicator.class).health();
		assertThat(health).isNotNull();
		return health;
	}

	@Test
	void poolIsAskedWhileTheClusterHasALeader(@TempDir Path directory) {
		this.contextRunner.withPropertyValues("spring.datasource.dqlite.node.data-dir=" + directory).run((context) -> {
			assertThat(db(context).getStatus()).isEqualTo(Status.UP);
			assertThat(db(context).getDetails()).containsEntry("database", "SQLite")
				.containsEntry("validationQuery", "isValid()");
		});
	}

	@Test
	void poolIsNotWaitedForWhenNoLeaderIsFound(@TempDir Path directory) throws Exception {
		DqliteNode node = DqliteNode.builder(directory).start();
		node.close();
		this.contextRunner
			.withPropertyValues("spring.datasource.dqlite.nodes=" + node.address(),
					"management.health.dqlite.enabled=false")
			.run((context) -> {
				assertThat(db(context).getStatus()).isEqualTo(Status.DOWN);
				assertThat(db(context).getDetails()).hasEntrySatisfying("error",
						(error) -> assertThat(error.toString()).contains("No leader was found within")
							.contains(node.address() + ": "));
			});
	}

	/**
	 * The node comes back before the pool closes, which waits for the connection that it
	 * may have just begun to look for.
	 */
	@Test
	void poolThatLosesItsLeaderIsNotWaitedFor(@TempDir Path directory) throws Exception {
		Duration patience = Duration.ofSeconds(40);
		List<DqliteNode> nodes = new ArrayList<>();
		nodes.add(DqliteNode.builder(directory).start());
		try {
			this.contextRunner
				.withPropertyValues("spring.datasource.dqlite.nodes=" + nodes.get(0).address(),
						"spring.datasource.hikari.connection-timeout=" + patience.toMillis(),
						"spring.datasource.dqlite.leader-timeout=" + patience.toMillis() + "ms")
				.run((context) -> {
					assertThat(db(context).getStatus()).isEqualTo(Status.UP);
					nodes.get(0).close();
					long start = System.nanoTime();
					assertThat(db(context).getStatus()).isEqualTo(Status.DOWN);
					assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(patience);
					nodes.add(DqliteNode.builder(directory).start());
				});
		}
		finally {
			nodes.forEach(DqliteNode::close);
		}
	}

	@Test
	void backsOffForAnotherDatabase() {
		this.contextRunner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:test")
			.run((context) -> assertThat(context.getBean("dbHealthContributor"))
				.isInstanceOf(DataSourceHealthIndicator.class));
	}

}
