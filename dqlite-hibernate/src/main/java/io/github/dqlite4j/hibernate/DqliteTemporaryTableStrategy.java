package io.github.dqlite4j.hibernate;

import org.hibernate.dialect.temptable.StandardLocalTemporaryTableStrategy;
import org.hibernate.query.sqm.mutation.spi.AfterUseAction;

/**
 * Temporary tables for updates, deletes and inserts that concern an entity of several
 * tables. They belong to one connection, live in the memory of the leader and are not
 * replicated; a connection keeps them and empties them.
 */
final class DqliteTemporaryTableStrategy extends StandardLocalTemporaryTableStrategy {

	static final DqliteTemporaryTableStrategy INSTANCE = new DqliteTemporaryTableStrategy();

	private DqliteTemporaryTableStrategy() {
	}

	@Override
	public String getTemporaryTableCreateCommand() {
		return "create temporary table if not exists";
	}

	@Override
	public AfterUseAction getTemporaryTableAfterUseAction() {
		return AfterUseAction.CLEAN;
	}

}
