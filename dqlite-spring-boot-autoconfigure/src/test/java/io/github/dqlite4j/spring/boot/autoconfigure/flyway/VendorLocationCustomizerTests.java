package io.github.dqlite4j.spring.boot.autoconfigure.flyway;

import java.util.Arrays;
import java.util.List;

import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link VendorLocationCustomizer}. That the placeholder is replaced is tested
 * with an application.
 */
class VendorLocationCustomizerTests {

	private final FluentConfiguration configuration = new FluentConfiguration();

	@Test
	void leavesThePlaceholderToOthersForOtherDatabases() {
		this.configuration.dataSource("jdbc:h2:mem:vendor", "sa", "").locations("classpath:db/{vendor}");
		assertThat(customize()).containsExactly("classpath:db/{vendor}");
	}

	@Test
	void doesNotAskTheDatabaseWithoutAPlaceholder() {
		this.configuration.dataSource(new DriverManagerDataSource("jdbc:unreachable:")).locations("classpath:db");
		assertThat(customize()).containsExactly("classpath:db");
	}

	@Test
	void saysWhyTheDatabaseIsAsked() {
		this.configuration.dataSource(new DriverManagerDataSource("jdbc:unreachable:"))
			.locations("classpath:db/{vendor}");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(this::customize)
			.withMessageContaining("{vendor}")
			.havingRootCause()
			.withMessageContaining("jdbc:unreachable:");
	}

	private List<String> customize() {
		new VendorLocationCustomizer().customize(this.configuration);
		return Arrays.stream(this.configuration.getLocations()).map(Location::getDescriptor).toList();
	}

}
