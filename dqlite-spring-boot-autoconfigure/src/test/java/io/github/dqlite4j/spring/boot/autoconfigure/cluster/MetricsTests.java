package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.nio.file.Path;
import java.time.Duration;

import javax.sql.DataSource;

import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.backup.DqliteBackupAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the meters of the cluster, the node and the backups, on the real engine.
 */
class MetricsTests {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	private static final double MEBIBYTE = 1024 * 1024;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class,
				DataSourceAutoConfiguration.class, DqliteClusterAutoConfiguration.class,
				DqliteBackupAutoConfiguration.class, MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void metersShowTheClusterTheNodeAndTheBackups(@TempDir Path directory) {
		this.contextRunner
			.withPropertyValues("spring.datasource.dqlite.node.data-dir=" + directory.resolve("data"),
					"spring.datasource.dqlite.monitor-interval=100ms",
					"spring.datasource.dqlite.backup.directory=" + directory.resolve("backup"),
					"spring.datasource.dqlite.backup.schedule=0 0 0 1 1 *")
			.run((context) -> {
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				// the engine makes its files when it writes first
				new JdbcTemplate(context.getBean(DataSource.class)).execute("CREATE TABLE note (text TEXT)");
				System.gc();
				await().atMost(DEADLINE).until(() -> gauge(meters, "dqlite.cluster.leader.known") == 1);
				await().atMost(DEADLINE)
					.until(() -> meters.get("dqlite.cluster.members").tag("role", "voter").gauge().value() == 1);
				assertThat(meters.get("dqlite.cluster.members").tag("role", "spare").gauge().value()).isZero();
				assertThat(meters.get("dqlite.cluster.leader.changes").functionCounter().count()).isZero();
				assertThat(gauge(meters, "dqlite.node.leader")).isEqualTo(1);
				assertThat(gauge(meters, "dqlite.node.data.size")).isGreaterThan(MEBIBYTE);
				assertThat(gauge(meters, "dqlite.node.disk.free")).isGreaterThan(MEBIBYTE);
				assertThat(gauge(meters, "dqlite.node.process.memory")).isGreaterThan(MEBIBYTE);
				assertThat(gauge(meters, "dqlite.backup.newest")).isZero();
				assertThat(gauge(meters, "dqlite.backup.size")).isZero();
				assertThat(meters.get("dqlite.backup.runs").tag("outcome", "success").functionCounter().count())
					.isZero();
				assertThat(meters.get("dqlite.backup.runs").tag("outcome", "failure").functionCounter().count())
					.isZero();
			});
	}

	@Test
	void anApplicationThatIsNoMemberHasNoMetersOfANode() {
		this.contextRunner
			.withPropertyValues("spring.datasource.dqlite.nodes=127.0.0.1:1",
					"spring.datasource.dqlite.monitor-interval=0")
			.run((context) -> {
				assertThat(context.getBean(MeterRegistry.class).find("dqlite.node.leader").gauge()).isNull();
				assertThat(gauge(context.getBean(MeterRegistry.class), "dqlite.cluster.leader.known")).isNaN();
			});
	}

	@Test
	void nothingIsMeasuredWithoutMicrometer() {
		this.contextRunner.withPropertyValues("spring.datasource.dqlite.nodes=127.0.0.1:1")
			.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("dqliteClusterMetrics"));
	}

	private static double gauge(MeterRegistry meters, String name) {
		return meters.get(name).gauge().value();
	}

}
