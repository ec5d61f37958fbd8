package io.github.dqlite4j.hibernate;

import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.jspecify.annotations.Nullable;

/**
 * Recognises connections of the dqlite JDBC driver, so that {@code hibernate.dialect}
 * need not be set.
 * <p>
 * The decision is made by the driver name, not by the product name: the product name is
 * {@code SQLite}, which every other SQLite driver reports too. Hibernate asks the
 * resolvers of the class path in the order of the class path and takes the first answer;
 * with {@code hibernate-community-dialects} on the class path, whose resolver answers to
 * every SQLite, only an explicit {@code hibernate.dialect} settles the matter whatever
 * that order is.
 */
public class DqliteDialectResolver implements DialectResolver {

	private static final long serialVersionUID = 1L;

	private static final String DRIVER_NAME = "dqlite-jdbc";

	@Override
	public @Nullable Dialect resolveDialect(DialectResolutionInfo info) {
		return DRIVER_NAME.equals(info.getDriverName()) ? new DqliteDialect(info) : null;
	}

}
