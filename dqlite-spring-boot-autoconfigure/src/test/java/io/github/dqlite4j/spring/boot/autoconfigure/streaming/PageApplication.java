package io.github.dqlite4j.spring.boot.autoconfigure.streaming;

import java.io.PrintStream;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application that reads all pages as a stream, lets go of each when it has seen it,
 * and says how long they are together.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class PageApplication {

	static final String LENGTH = "length: ";

	private static final PrintStream OUTPUT = System.out;

	public static void main(String[] arguments) {
		new SpringApplicationBuilder(PageApplication.class).web(WebApplicationType.NONE).run(arguments).close();
	}

	@Bean
	ApplicationRunner reader(PageRepository pages, EntityManager entities, PlatformTransactionManager transactions) {
		TransactionTemplate reading = new TransactionTemplate(transactions);
		reading.setReadOnly(true);
		return (arguments) -> OUTPUT.println(LENGTH + reading.execute((status) -> {
			try (Stream<Page> stream = pages.streamAllBy()) {
				return stream.peek(entities::detach).mapToLong(Page::length).sum();
			}
		}));
	}

}
