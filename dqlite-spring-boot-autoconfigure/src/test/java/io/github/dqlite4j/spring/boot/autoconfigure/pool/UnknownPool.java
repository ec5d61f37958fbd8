package io.github.dqlite4j.spring.boot.autoconfigure.pool;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A data source of a kind that the starter does not know, but Boot can give a URL.
 */
public class UnknownPool extends DelegatingDataSource {

	public void setUrl(String url) {
		setTargetDataSource(new DriverManagerDataSource(url));
	}

	public String getUrl() {
		return (getTargetDataSource() instanceof DriverManagerDataSource source) ? source.getUrl() : null;
	}

}
