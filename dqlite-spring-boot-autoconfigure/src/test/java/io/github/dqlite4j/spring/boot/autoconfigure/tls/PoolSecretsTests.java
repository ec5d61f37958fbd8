package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.nio.file.Path;
import java.util.Arrays;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.endpoint.DqliteEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pool made by Boot reaches a node behind a proxy that asks for a certificate, whose
 * password is in the URL of the application and must not turn up anywhere else.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class PoolSecretsTests {

	@TempDir
	static Path directory;

	private static DqliteNode node;

	private static KeyStores stores;

	private static TlsProxy proxy;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class,
						JdbcTemplateAutoConfiguration.class, DqliteClusterAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=" + url(), "spring.datasource.hikari.maximum-pool-size=2");

	@BeforeAll
	static void start() throws Exception {
		stores = KeyStores.make(directory);
		node = DqliteNode.builder(directory.resolve("node")).start();
		proxy = new TlsProxy(node.address(), stores.serverContext());
	}

	@AfterAll
	static void stop() throws Exception {
		proxy.close();
		node.close();
	}

	private static String url() {
		return "jdbc:dqlite://" + proxy.address() + "/app?sslKeyStore=" + stores.client() + "&sslKeyStorePassword="
				+ KeyStores.PASSWORD + "&sslTrustStore=" + stores.client() + "&sslTrustStorePassword="
				+ KeyStores.PASSWORD;
	}

	@Test
	void poolConnectsWithThePasswordOfTheUrl() {
		this.contextRunner.run((context) -> {
			JdbcTemplate template = context.getBean(JdbcTemplate.class);
			template.execute("CREATE TABLE IF NOT EXISTS note (text TEXT)");
			template.update("INSERT INTO note VALUES (?)", "encrypted");
			assertThat(template.queryForList("SELECT text FROM note", String.class)).contains("encrypted");
			assertThat(context.getBean(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(2);
		});
	}

	@Test
	void propertiesOfThePoolStillReachTheDriver() {
		this.contextRunner.withPropertyValues("spring.datasource.hikari.data-source-properties.busyTimeoot=1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("the key busyTimeoot is unknown"));
	}

	@Test
	void clusterIsAskedByTlsAsWell() {
		this.contextRunner.run((context) -> {
			context.getBean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class);
			assertThat(context.getBean(ClusterObserver.class).observe().members())
				.extracting((member) -> member.address())
				.containsExactly(proxy.address());
			DqliteEndpoint endpoint = new DqliteEndpoint(context.getBeanProvider(ClusterObserver.class));
			assertThat(endpoint.cluster().problem()).isNull();
			assertThat(endpoint.cluster().sqliteVersion()).startsWith("3.");
			assertThat(endpoint.cluster().leader()).isEqualTo(proxy.address());
		});
	}

	@Test
	void passwordIsNeitherLoggedNorShownByAnyBean(CapturedOutput output) {
		Logger logger = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		Level before = logger.getLevel();
		Logger environment = (Logger) LoggerFactory.getLogger("org.springframework.core.env");
		logger.setLevel(Level.TRACE);
		// it shows the properties of the application as they were written
		environment.setLevel(Level.INFO);
		try {
			this.contextRunner.run((context) -> {
				context.getBean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class);
				context.getBean(ClusterObserver.class).observe();
				assertThat(Arrays.stream(context.getBeanDefinitionNames()).map(context::getBean).map(Object::toString))
					.noneMatch((text) -> text.contains(KeyStores.PASSWORD));
				assertThat(context.getBean(HikariDataSource.class).getJdbcUrl()).contains("sslKeyStore=")
					.doesNotContain("assword");
			});
		}
		finally {
			logger.setLevel(before);
			environment.setLevel(null);
		}
		assertThat(output.toString()).contains("HikariPool").doesNotContain(KeyStores.PASSWORD);
	}

	@Test
	void passwordIsNotShownWhenTheUrlIsNotValid() {
		this.contextRunner.withPropertyValues("spring.datasource.url=" + url() + "&readTimeout=soon").run((context) -> {
			assertThat(context).hasFailed();
			for (Throwable ex = context.getStartupFailure(); ex != null; ex = ex.getCause()) {
				assertThat(String.valueOf(ex.getMessage())).doesNotContain(KeyStores.PASSWORD);
			}
		});
	}

}
