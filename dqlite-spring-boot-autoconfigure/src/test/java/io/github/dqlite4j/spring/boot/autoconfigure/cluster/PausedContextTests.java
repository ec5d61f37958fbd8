package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.time.Duration;

import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.LocalNode;
import io.github.dqlite4j.spring.boot.autoconfigure.backup.DqliteBackupAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.backup.ScheduledBackup;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for contexts of tests that are kept, and paused while another one is used, as
 * Spring Framework does it since 7.0. Both have the same data directory.
 */
class PausedContextTests {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	@Test
	void aContextThatIsUsedAgainGoesOnWhereItWasPaused() throws Exception {
		ApplicationContext first = use(First.class);
		jdbc(first).sql("CREATE TABLE note (text VARCHAR(100))").update();
		jdbc(first).sql("INSERT INTO note VALUES ('by the first')").update();
		assertThat(first.getBean(ClusterMonitor.class).isRunning()).isTrue();
		ApplicationContext second = use(Second.class);
		assertThat(second).isNotSameAs(first);
		assertThat(first.getBean(ClusterMonitor.class).isRunning()).isFalse();
		assertThat(first.getBean(ScheduledBackup.class).isRunning()).isFalse();
		assertThat(second.getBean(LocalNode.class)).isEqualTo(first.getBean(LocalNode.class));
		jdbc(second).sql("INSERT INTO note VALUES ('by the second')").update();
		assertThat(use(FirstAgain.class)).isSameAs(first);
		assertThat(first.getBean(ClusterMonitor.class).isRunning()).isTrue();
		assertThat(first.getBean(ScheduledBackup.class).isRunning()).isTrue();
		assertThat(second.getBean(ClusterMonitor.class).isRunning()).isFalse();
		assertThat(jdbc(first).sql("SELECT count(*) FROM note").query(Integer.class).single()).isEqualTo(2);
		ClusterMonitor monitor = first.getBean(ClusterMonitor.class);
		await("the cluster is watched again").atMost(DEADLINE)
			.until(() -> monitor.view() != null && monitor.view().members().size() == 1);
		use(SecondAgainAndNoMore.class);
		assertThat(jdbc(use(FirstAgain.class)).sql("SELECT count(*) FROM note").query(Integer.class).single())
			.isEqualTo(2);
		use(FirstAgainAndNoMore.class);
	}

	/**
	 * Do what happens to a class of tests from its beginning to its end.
	 */
	private static ApplicationContext use(Class<?> tests) throws Exception {
		TestContextManager manager = new TestContextManager(tests);
		manager.beforeTestClass();
		ApplicationContext context = manager.getTestContext().getApplicationContext();
		manager.afterTestClass();
		return context;
	}

	private static JdbcClient jdbc(ApplicationContext context) {
		return context.getBean(JdbcClient.class);
	}

	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = PausedConfiguration.class,
			properties = { "spring.datasource.dqlite.node.data-dir=target/nodes/paused-${spring.application.pid}",
					"spring.datasource.dqlite.backup.directory=target/nodes/backup-${spring.application.pid}",
					"spring.datasource.dqlite.backup.check=false", "spring.datasource.dqlite.monitor-interval=100ms" })
	static class First {

	}

	static class FirstAgain extends First {

	}

	@DirtiesContext
	static class FirstAgainAndNoMore extends First {

	}

	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = PausedConfiguration.class,
			properties = { "spring.datasource.dqlite.node.data-dir=target/nodes/paused-${spring.application.pid}",
					"spring.datasource.dqlite.backup.directory=target/nodes/backup-${spring.application.pid}",
					"spring.datasource.dqlite.backup.check=false", "spring.datasource.dqlite.monitor-interval=100ms",
					"second=true" })
	static class Second {

	}

	@DirtiesContext
	static class SecondAgainAndNoMore extends Second {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DqliteDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class,
			DqliteClusterAutoConfiguration.class, DqliteBackupAutoConfiguration.class })
	static class PausedConfiguration {

	}

}
