package io.github.dqlite4j.spring.boot.autoconfigure.together;

import java.io.PrintStream;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * An application that migrates its database when it starts, validates its entities
 * against it, writes one row and ends. It says how many migrations it has applied.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class VisitorApplication {

	static final String EXECUTED = "migrations executed: ";

	private static final PrintStream OUTPUT = System.out;

	public static void main(String[] arguments) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(VisitorApplication.class)
			.web(WebApplicationType.NONE)
			.run(arguments)) {
			context.getBean(VisitorRepository.class).save(new Visitor(ProcessHandle.current().pid()));
		}
	}

	@Bean
	FlywayMigrationStrategy countingStrategy() {
		return (flyway) -> OUTPUT.println(EXECUTED + flyway.migrate().migrationsExecuted);
	}

}
