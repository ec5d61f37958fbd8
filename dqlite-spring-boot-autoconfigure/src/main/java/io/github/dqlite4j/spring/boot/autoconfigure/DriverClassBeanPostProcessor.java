package io.github.dqlite4j.spring.boot.autoconfigure;

import io.github.dqlite4j.jdbc.DqliteDriver;
import io.github.dqlite4j.jdbc.DqliteUrl;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.util.StringUtils;

/**
 * Names the driver in properties of data sources that lead to dqlite, as Boot finds it by
 * the URL of databases that it knows. Without it
 * {@link DataSourceProperties#initializeDataSourceBuilder()} fails for a second data
 * source, and the developer tools of Boot take the database for an embedded one: at each
 * restart they would look for the driver in vain, or send {@code SHUTDOWN} where H2 is on
 * the class path as well.
 */
final class DriverClassBeanPostProcessor implements BeanPostProcessor {

	/**
	 * The properties that Boot binds, by the name that
	 * {@link EnableConfigurationProperties} gives them.
	 */
	private static final String OF_BOOT = "spring.datasource-" + DataSourceProperties.class.getName();

	private final ConfigurableListableBeanFactory beans;

	DriverClassBeanPostProcessor(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * After the properties were bound.
	 */
	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof DataSourceProperties properties && !StringUtils.hasText(properties.getDriverClassName())
				&& isDqlite(properties, beanName)) {
			properties.setDriverClassName(DqliteDriver.class.getName());
		}
		return bean;
	}

	private boolean isDqlite(DataSourceProperties properties, String beanName) {
		String url = properties.getUrl();
		return StringUtils.hasText(url) ? DqliteUrl.accepts(url) : OF_BOOT.equals(beanName)
				&& this.beans.getBeanNamesForType(DqliteConnectionDetails.class, true, false).length > 0;
	}

}
