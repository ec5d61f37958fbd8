package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.data.convert.ConverterBuilder;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application that configures Spring Data JDBC itself.
 */
@DataJdbcSlice
class UserConfigurationTests {

	@Test
	void convertersOfTheUserComeFirst(@Autowired MeasurementRepository measurements, @Autowired JdbcClient jdbc) {
		Measurement saved = measurements.save(ValueMappingTests.measurement());
		assertThat(jdbc.sql("SELECT lasted || ' ' || shifted FROM measurement").query(String.class).single())
			.isEqualTo("5400 2026-11-21T13:30Z");
		assertThat(measurements.findAll().get(0)).usingRecursiveComparison().isEqualTo(saved);
	}

	@Test
	void statementsAreCorrectedAsWell(@Autowired CustomerRepository customers) {
		customers.saveAll(List.of(Customer.of("a_b", 1), Customer.of("aXb", 1)));
		assertThat(customers.findByNameStartingWith("a_")).extracting(Customer::name).containsExactly("a_b");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Conversions extends AbstractJdbcConfiguration {

		@Override
		protected List<?> userConverters() {
			return List.of(ConverterBuilder.writing(OffsetDateTime.class, String.class, OffsetDateTime::toString),
					ConverterBuilder.writing(Duration.class, Long.class, Duration::toSeconds), ConverterBuilder.reading(
							String.class, Duration.class, (seconds) -> Duration.ofSeconds(Long.parseLong(seconds))));
		}

	}

}
