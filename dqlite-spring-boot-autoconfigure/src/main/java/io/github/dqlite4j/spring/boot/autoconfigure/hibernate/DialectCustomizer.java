package io.github.dqlite4j.spring.boot.autoconfigure.hibernate;

import java.util.Map;

import javax.sql.DataSource;

import io.github.dqlite4j.hibernate.DqliteDialect;
import io.github.dqlite4j.jdbc.DqliteUrl;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jpa.autoconfigure.JpaProperties;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;

/**
 * Names the dialect. Hibernate would find it by itself, but where
 * {@code hibernate-community-dialects} is present as well, the order of the class path
 * would decide between the two.
 */
final class DialectCustomizer implements HibernatePropertiesCustomizer {

	private static final String DIALECT = "hibernate.dialect";

	private final ObjectProvider<JpaProperties> properties;

	private final ObjectProvider<DataSource> dataSource;

	private final ObjectProvider<JdbcConnectionDetails> connectionDetails;

	DialectCustomizer(ObjectProvider<JpaProperties> properties, ObjectProvider<DataSource> dataSource,
			ObjectProvider<JdbcConnectionDetails> connectionDetails) {
		this.properties = properties;
		this.dataSource = dataSource;
		this.connectionDetails = connectionDetails;
	}

	@Override
	public void customize(Map<String, Object> hibernateProperties) {
		if (!hibernateProperties.containsKey(DIALECT) && !isChosenByUser() && isDqlite()) {
			hibernateProperties.put(DIALECT, DqliteDialect.class.getName());
		}
	}

	private boolean isChosenByUser() {
		JpaProperties jpa = this.properties.getIfAvailable();
		return jpa != null && (jpa.getDatabasePlatform() != null || jpa.getDatabase() != null);
	}

	/**
	 * The details are asked last: when tests have replaced the data source by an embedded
	 * database, nobody else needs them, and to ask would start a node.
	 */
	private boolean isDqlite() {
		if (this.dataSource.getIfUnique() instanceof EmbeddedDatabase) {
			return false;
		}
		JdbcConnectionDetails details = this.connectionDetails.getIfUnique();
		return details != null && DqliteUrl.accepts(details.getJdbcUrl());
	}

}
