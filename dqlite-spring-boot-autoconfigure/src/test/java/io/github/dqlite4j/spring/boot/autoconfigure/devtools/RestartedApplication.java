package io.github.dqlite4j.spring.boot.autoconfigure.devtools;

import java.io.PrintStream;
import java.util.List;

import io.github.dqlite4j.spring.boot.autoconfigure.LocalNode;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.LeaderChangedEvent;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An application under development, which counts how often it was started.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
public class RestartedApplication {

	/** What begins the line that tells of a start. */
	static final String STARTED = "Started: ";

	private static final PrintStream OUTPUT = System.out;

	@Bean
	ApplicationRunner count(JdbcClient jdbc, LocalNode node) {
		return (ignored) -> {
			jdbc.sql("CREATE TABLE IF NOT EXISTS start (id INTEGER PRIMARY KEY)").update();
			jdbc.sql("INSERT INTO start DEFAULT VALUES").update();
			List<Integer> starts = jdbc.sql("SELECT id FROM start ORDER BY id").query(Integer.class).list();
			OUTPUT.println(STARTED + starts + " on " + node.address() + " by "
					+ getClass().getClassLoader().getClass().getSimpleName() + ", threads " + threads());
		};
	}

	/**
	 * Those that may be there once.
	 */
	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter(Thread::isAlive)
			.map(Thread::getName)
			.filter((name) -> name.matches("dqlite-node-\\d+|dqlite-cluster-monitor|HikariPool-\\d+:housekeeper"))
			.map((name) -> name.replaceAll("\\d+", "N"))
			.sorted()
			.toList();
	}

	@EventListener
	void leaderChanged(LeaderChangedEvent event) {
		OUTPUT.println("Unexpected " + event);
	}

	/**
	 * Run the application.
	 * @param arguments the arguments of the command line
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(RestartedApplication.class, arguments);
	}

}
