package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.util.Optional;

import io.github.dqlite4j.jdbc.DqliteUrl;

import org.springframework.data.jdbc.core.dialect.DialectResolver.JdbcDialectProvider;
import org.springframework.data.relational.core.dialect.Dialect;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Finds the dialect for connections to dqlite. They are recognised by their URL, which
 * pools and proxies pass on; the product name is that of SQLite.
 */
public final class DqliteJdbcDialectProvider implements JdbcDialectProvider {

	@Override
	public Optional<Dialect> getDialect(JdbcOperations operations) {
		String url = operations.execute((ConnectionCallback<String>) (connection) -> connection.getMetaData().getURL());
		return (url != null && DqliteUrl.accepts(url)) ? Optional.of(DqliteJdbcDialect.INSTANCE) : Optional.empty();
	}

}
