package io.github.dqlite4j.hibernate;

import org.hibernate.dialect.identity.IdentityColumnSupportImpl;

/**
 * Identity columns as {@code INTEGER PRIMARY KEY AUTOINCREMENT}, the alias of SQLite's
 * row id.
 * <p>
 * {@code AUTOINCREMENT} is there so that the id of a deleted row is never handed out
 * again, as on every other database: without it SQLite takes the largest id in the table
 * plus one. {@link DqliteTableExporter} leaves the separate primary key clause out for
 * such a table.
 */
final class DqliteIdentityColumnSupport extends IdentityColumnSupportImpl {

	static final DqliteIdentityColumnSupport INSTANCE = new DqliteIdentityColumnSupport();

	// Upper case on purpose: Hibernate omits this text when the lower-cased column list
	// so far contains it.
	private static final String COLUMN_DEFINITION = "INTEGER PRIMARY KEY AUTOINCREMENT";

	private DqliteIdentityColumnSupport() {
	}

	@Override
	public boolean supportsIdentityColumns() {
		return true;
	}

	@Override
	public boolean hasDataTypeInIdentityColumn() {
		return false;
	}

	@Override
	public String getIdentityColumnString(int type) {
		return COLUMN_DEFINITION;
	}

	@Override
	public String getIdentitySelectString(String table, String column, int type) {
		return "select last_insert_rowid()";
	}

}
