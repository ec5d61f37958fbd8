package io.github.dqlite4j.spring.boot.autoconfigure.datasources;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConnectionDetails;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A second database of the same cluster, as the guide documents it.
 */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	@Bean(defaultCandidate = false)
	@Qualifier("audit")
	@ConfigurationProperties("app.audit.hikari")
	HikariDataSource auditDataSource(DqliteConnectionDetails details) {
		return DataSourceBuilder.create()
			.type(HikariDataSource.class)
			.url(details.forDatabase("audit").getJdbcUrl())
			.build();
	}

	@Bean(initMethod = "migrate", defaultCandidate = false)
	@Qualifier("audit")
	Flyway auditFlyway(@Qualifier("audit") DataSource dataSource) {
		return Flyway.configure().dataSource(dataSource).locations("classpath:db/audit").load();
	}

	@Bean(defaultCandidate = false)
	@Qualifier("audit")
	JdbcTransactionManager auditTransactionManager(@Qualifier("audit") DataSource dataSource) {
		return new JdbcTransactionManager(dataSource);
	}

	@Bean(defaultCandidate = false)
	@Qualifier("audit")
	@DependsOn("auditFlyway")
	JdbcClient auditJdbcClient(@Qualifier("audit") DataSource dataSource) {
		return JdbcClient.create(dataSource);
	}

}
