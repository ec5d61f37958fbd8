package io.github.dqlite4j.spring.boot.autoconfigure.isolation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.NodeStatus;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.health.DqliteHealthContributorAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An engine that aborts in a process of its own does not take the application with it.
 */
class IsolatedNodeTests {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	private static final String CHILD = "io.github.dqlite4j.node.supervisor.ChildMain";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class,
				DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				DqliteClusterAutoConfiguration.class, DqliteHealthContributorAutoConfiguration.class))
		.withPropertyValues("spring.datasource.dqlite.node.isolation=process");

	@Test
	void theApplicationGoesOnWhenTheEngineAborts(@TempDir Path directory) {
		this.contextRunner.withPropertyValues("spring.datasource.dqlite.node.data-dir=" + directory).run((context) -> {
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			jdbc.execute("CREATE TABLE note (text)");
			jdbc.update("INSERT INTO note VALUES (?)", "kept");
			ProcessHandle child = children().get(0);
			assertThat(health(context.getBean(HealthIndicator.class)).getDetails().get("node"))
				.isEqualTo("in process " + child.pid() + "; started again 0 times");
			assertThat(new ProcessBuilder("sh", "-c", "kill -ABRT " + child.pid()).start().waitFor()).isZero();
			assertThat(child.onExit().get(DEADLINE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)).isNotNull();
			assertThat(jdbc.queryForObject("SELECT text FROM note", String.class)).isEqualTo("kept");
			jdbc.update("INSERT INTO note VALUES (?)", "new");
			await().atMost(DEADLINE)
				.untilAsserted(() -> assertThat(health(context.getBean(HealthIndicator.class)).getStatus())
					.isEqualTo(Status.UP));
			// the node may serve a moment before its supervisor has heard of that
			await().atMost(DEADLINE)
				.untilAsserted(() -> assertThat(context.getBean(NodeStatus.class).describe())
					.startsWith("in process " + children().get(0).pid())
					.contains("started again 1 times", "ended by signal 6"));
		});
		await("the node's process has ended").atMost(DEADLINE).until(() -> children().isEmpty());
	}

	private static Health health(HealthIndicator indicator) {
		return Objects.requireNonNull(indicator.health());
	}

	private static List<ProcessHandle> children() {
		return ProcessHandle.current()
			.children()
			.filter((child) -> child.info().commandLine().orElse("").contains(CHILD))
			.toList();
	}

}
