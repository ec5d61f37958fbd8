package io.github.dqlite4j.spring.boot.autoconfigure.aot;

import java.io.PrintStream;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * An application with JPA, Spring Data JDBC and Flyway, to be compiled ahead of time. It
 * does its work and ends with an exit code, as a batch job does.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class GuestApplication {

	/** What begins the line that tells what was found. */
	static final String FOUND = "Found: ";

	/** How the process ends. */
	static final int EXIT_CODE = 7;

	private static final PrintStream OUTPUT = System.out;

	@Bean
	ApplicationRunner work(GuestRepository guests, VisitRepository visits) {
		return (arguments) -> {
			guests.save(new Guest("Ada"));
			for (int i = 1; i <= 3; i++) {
				visits.save(new Visit(null, "Ada"));
			}
			OUTPUT.println(FOUND + guests.findByName("Ada").size() + " "
					+ visits.findFirst2ByGuestOrderByIdDesc("Ada").stream().map(Visit::id).toList());
		};
	}

	/**
	 * Run the application.
	 * @param arguments the arguments of the command line
	 */
	public static void main(String[] arguments) {
		System.exit(SpringApplication.exit(SpringApplication.run(GuestApplication.class, arguments), () -> EXIT_CODE));
	}

}
