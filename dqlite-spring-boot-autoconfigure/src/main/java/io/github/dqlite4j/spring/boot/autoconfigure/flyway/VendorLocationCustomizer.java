package io.github.dqlite4j.spring.boot.autoconfigure.flyway;

import java.sql.DatabaseMetaData;
import java.util.Arrays;

import javax.sql.DataSource;

import io.github.dqlite4j.jdbc.DqliteUrl;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * Replaces the placeholder in locations such as
 * <code>classpath:db/migration/{vendor}</code>. Boot does so for the databases it knows
 * and leaves it in place for all others, where no migration is found then.
 */
final class VendorLocationCustomizer implements FlywayConfigurationCustomizer {

	private static final String PLACEHOLDER = "{vendor}";

	private static final String VENDOR = "dqlite";

	@Override
	public void customize(FluentConfiguration configuration) {
		Location[] locations = configuration.getLocations();
		Location[] callbackLocations = configuration.getCallbackLocations();
		if ((hasPlaceholder(locations) || hasPlaceholder(callbackLocations))
				&& isDqlite(configuration.getDataSource())) {
			configuration.locations(replace(locations));
			configuration.callbackLocations(replace(callbackLocations));
		}
	}

	private static boolean hasPlaceholder(Location[] locations) {
		return Arrays.stream(locations).anyMatch((location) -> location.getDescriptor().contains(PLACEHOLDER));
	}

	private static String[] replace(Location[] locations) {
		return Arrays.stream(locations)
			.map((location) -> location.getDescriptor().replace(PLACEHOLDER, VENDOR))
			.toArray(String[]::new);
	}

	private static boolean isDqlite(DataSource dataSource) {
		try {
			return DqliteUrl.accepts(JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getURL));
		}
		catch (MetaDataAccessException ex) {
			throw new IllegalStateException("The locations of migrations contain " + PLACEHOLDER
					+ ", but the database can't be asked what it is: " + ex.getMessage(), ex);
		}
	}

}
