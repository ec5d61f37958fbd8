package io.github.dqlite4j.spring.boot.autoconfigure.datasources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application with two databases on the node that it runs.
 */
@ExtendWith(OutputCaptureExtension.class)
class TwoDatabasesTests {

	private static final int SECONDS = 30;

	@Test
	void bothLiveOnTheNodeAndKnowNothingOfEachOther(@TempDir Path directory, CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run(directory)) {
			JdbcClient notes = context.getBean(JdbcClient.class);
			JdbcClient audit = context.getBean("auditJdbcClient", JdbcClient.class);
			assertThat(context.getBean("auditDataSource", HikariDataSource.class).getMaximumPoolSize()).isEqualTo(2);
			assertThat(tables(notes)).contains("note").doesNotContain("event");
			assertThat(tables(audit)).contains("event").doesNotContain("note");
			assertThat(context.getBean(MeterRegistry.class).find("jdbc.connections.max").gauges())
				.extracting((gauge) -> gauge.getId().getTag("name"))
				.containsExactlyInAnyOrder("dataSource", "audit");
			writersDoNotWaitForEachOther(context, notes, audit);
			CompositeHealthContributor health = context.getBean("dbHealthContributor",
					CompositeHealthContributor.class);
			assertThat(health.stream())
				.allSatisfy((entry) -> assertThat(entry.contributor().getClass().getSimpleName())
					.isEqualTo("LeaderFirstHealthIndicator"))
				.hasSize(2);
		}
		assertThat(output.toString().split("Stopped dqlite node", 2)[0].split("Shutdown completed", -1)).hasSize(3);
		assertThat(output).doesNotContain("WARN").doesNotContain("Exception");
	}

	@Test
	void theGuideShowsWhatIsTestedHere() throws IOException {
		Path root = Path.of("").toAbsolutePath().getParent();
		String guide = Files.readString(root.resolve("docs/spring-boot.md"));
		String snippet = guide.substring(guide.indexOf("@Bean(defaultCandidate = false)\n"),
				guide.indexOf("```\n", guide.indexOf("auditFlyway")));
		Path source = Path.of("src/test/java", AuditConfiguration.class.getName().replace('.', '/') + ".java");
		assertThat(Files.readString(source)).containsIgnoringWhitespaces(snippet);
	}

	/**
	 * Each has a write lock of its own, so one transaction may use both.
	 */
	private static void writersDoNotWaitForEachOther(ConfigurableApplicationContext context, JdbcClient notes,
			JdbcClient audit) throws Exception {
		CountDownLatch audited = new CountDownLatch(1);
		TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
		TransactionTemplate auditTransaction = new TransactionTemplate(
				context.getBean("auditTransactionManager", JdbcTransactionManager.class));
		Thread auditor = new Thread(() -> auditTransaction.executeWithoutResult((status) -> {
			audit.sql("INSERT INTO event (text) VALUES ('a note is being written')").update();
			audited.countDown();
		}));
		transaction.executeWithoutResult((status) -> {
			notes.sql("INSERT INTO note (text) VALUES ('first')").update();
			auditor.start();
			assertThat(await(audited)).isTrue();
			status.setRollbackOnly();
		});
		auditor.join(TimeUnit.SECONDS.toMillis(SECONDS));
		assertThat(audit.sql("SELECT count(*) FROM event").query(Integer.class).single()).isOne();
		assertThat(notes.sql("SELECT count(*) FROM note WHERE text = 'first'").query(Integer.class).single()).isZero();
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Iterable<String> tables(JdbcClient jdbc) {
		return jdbc.sql("SELECT name FROM sqlite_master WHERE type = 'table'").query(String.class).list();
	}

	private static ConfigurableApplicationContext run(Path directory) {
		return new SpringApplicationBuilder(ArchiveApplication.class).web(WebApplicationType.NONE)
			.properties("spring.datasource.dqlite.node.data-dir=" + directory,
					"spring.flyway.locations=classpath:db/notes", "app.audit.hikari.maximum-pool-size=2")
			.run();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
	@Import(AuditConfiguration.class)
	static class ArchiveApplication {

	}

}
