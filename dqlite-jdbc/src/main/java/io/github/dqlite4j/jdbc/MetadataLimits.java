package io.github.dqlite4j.jdbc;

import java.sql.DatabaseMetaData;

/**
 * The limits of the engine as SQLite is compiled by default; 0 is "none or not known".
 */
abstract class MetadataLimits implements DatabaseMetaData {

	private static final int MAX_LENGTH = 1_000_000_000;

	private static final int MAX_COLUMNS = 2000;

	private static final int MAX_JOINED_TABLES = 64;

	private static final int UNLIMITED = 0;

	@Override
	public int getMaxBinaryLiteralLength() {
		return UNLIMITED;
	}

	@Override
	public int getMaxCharLiteralLength() {
		return UNLIMITED;
	}

	@Override
	public int getMaxColumnNameLength() {
		return UNLIMITED;
	}

	@Override
	public int getMaxColumnsInGroupBy() {
		return MAX_COLUMNS;
	}

	@Override
	public int getMaxColumnsInIndex() {
		return MAX_COLUMNS;
	}

	@Override
	public int getMaxColumnsInOrderBy() {
		return MAX_COLUMNS;
	}

	@Override
	public int getMaxColumnsInSelect() {
		return MAX_COLUMNS;
	}

	@Override
	public int getMaxColumnsInTable() {
		return MAX_COLUMNS;
	}

	@Override
	public int getMaxConnections() {
		return UNLIMITED;
	}

	@Override
	public int getMaxCursorNameLength() {
		return UNLIMITED;
	}

	@Override
	public int getMaxIndexLength() {
		return UNLIMITED;
	}

	@Override
	public int getMaxSchemaNameLength() {
		return UNLIMITED;
	}

	@Override
	public int getMaxProcedureNameLength() {
		return UNLIMITED;
	}

	@Override
	public int getMaxCatalogNameLength() {
		return UNLIMITED;
	}

	@Override
	public int getMaxRowSize() {
		return MAX_LENGTH;
	}

	@Override
	public boolean doesMaxRowSizeIncludeBlobs() {
		return true;
	}

	@Override
	public int getMaxStatementLength() {
		// the connection option maxMessageSize is met long before a limit of the engine
		return UNLIMITED;
	}

	@Override
	public int getMaxStatements() {
		return UNLIMITED;
	}

	@Override
	public int getMaxTableNameLength() {
		return UNLIMITED;
	}

	@Override
	public int getMaxTablesInSelect() {
		return MAX_JOINED_TABLES;
	}

	@Override
	public int getMaxUserNameLength() {
		return UNLIMITED;
	}

}
