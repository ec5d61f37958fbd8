package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.backup.DqliteBackupAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.health.DqliteHealthContributorAutoConfiguration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Applications with a pool and, unless configured otherwise, a node. Those that run at
 * the end of a test are stopped, the last one first.
 */
final class TlsApplications implements AfterEachCallback {

	private final Deque<ConfigurableApplicationContext> running = new ArrayDeque<>();

	/**
	 * Starts an application.
	 * @param bundle the properties of its SSL bundles
	 * @param properties further properties, those of dqlite without their prefix
	 */
	ConfigurableApplicationContext start(List<String> bundle, String... properties) {
		List<String> arguments = new ArrayList<>(bundle);
		Arrays.stream(properties).map((property) -> "spring.datasource.dqlite." + property).forEach(arguments::add);
		arguments.add("spring.datasource.hikari.maximum-pool-size=2");
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		ConfigurableApplicationContext context = application
			.run(arguments.stream().map((property) -> "--" + property).toArray(String[]::new));
		this.running.push(context);
		return context;
	}

	void stop(ConfigurableApplicationContext application) {
		this.running.remove(application);
		application.close();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		while (!this.running.isEmpty()) {
			this.running.pop().close();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SslAutoConfiguration.class, DqliteDataSourceAutoConfiguration.class,
			DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			DqliteClusterAutoConfiguration.class, DqliteBackupAutoConfiguration.class,
			DqliteHealthContributorAutoConfiguration.class })
	static class Application {

	}

}
