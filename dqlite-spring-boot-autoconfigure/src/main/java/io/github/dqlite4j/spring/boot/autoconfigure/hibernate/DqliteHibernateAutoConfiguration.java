package io.github.dqlite4j.spring.boot.autoconfigure.hibernate;

import javax.sql.DataSource;

import io.github.dqlite4j.hibernate.DqliteDialect;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jpa.autoconfigure.JpaProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of Hibernate for dqlite.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class, before = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass({ HibernatePropertiesCustomizer.class, JpaProperties.class, DqliteDialect.class })
@ConditionalOnBean(DataSource.class)
public final class DqliteHibernateAutoConfiguration {

	@Bean
	HibernateDefaults dqliteHibernatePropertiesCustomizer(ObjectProvider<JpaProperties> properties,
			ObjectProvider<DataSource> dataSource, ObjectProvider<JdbcConnectionDetails> connectionDetails) {
		return new HibernateDefaults(properties, dataSource, connectionDetails);
	}

}
