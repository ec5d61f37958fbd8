package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.util.Collection;

import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.relational.core.dialect.AbstractDialect;
import org.springframework.data.relational.core.dialect.IdGeneration;
import org.springframework.data.relational.core.dialect.InsertRenderContext;
import org.springframework.data.relational.core.dialect.InsertRenderContexts;
import org.springframework.data.relational.core.dialect.LimitClause;
import org.springframework.data.relational.core.dialect.LockClause;
import org.springframework.data.relational.core.sql.IdentifierProcessing;
import org.springframework.data.relational.core.sql.IdentifierProcessing.LetterCasing;
import org.springframework.data.relational.core.sql.IdentifierProcessing.Quoting;
import org.springframework.data.relational.core.sql.LockOptions;
import org.springframework.data.relational.core.sql.SqlIdentifier;
import org.springframework.data.relational.core.sql.render.PostgresUpsertRenderContext;
import org.springframework.data.relational.core.sql.render.UpsertRenderContext;

/**
 * What Spring Data JDBC has to know of dqlite, whose SQL is SQLite's. Identifiers are
 * quoted and keep their case, although the engine does not distinguish it.
 */
public final class DqliteJdbcDialect extends AbstractDialect implements JdbcDialect {

	/**
	 * The dialect. It has no state.
	 */
	public static final DqliteJdbcDialect INSTANCE = new DqliteJdbcDialect();

	private static final IdentifierProcessing IDENTIFIERS = IdentifierProcessing.create(Quoting.ANSI,
			LetterCasing.AS_IS);

	private DqliteJdbcDialect() {
	}

	/**
	 * Return the name of the dialect whose form of an upsert is ours as well: Spring Data
	 * 4.1 uses the name for nothing else, has a closed set of forms, and takes
	 * {@code MERGE}, which SQLite does not know, for any name that it does not know.
	 */
	@Override
	public String getName() {
		return "Postgres";
	}

	@Override
	public IdentifierProcessing getIdentifierProcessing() {
		return IDENTIFIERS;
	}

	@Override
	public IdGeneration getIdGeneration() {
		return KeyGeneration.INSTANCE;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * There is nothing to lock: a transaction that is not read-only holds the write lock
	 * of the database from its first statement on.
	 */
	@Override
	public LockClause lock() {
		return NoLock.INSTANCE;
	}

	@Override
	public LimitClause limit() {
		return Limit.INSTANCE;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The one that is called after SQL Server is the clause {@code DEFAULT VALUES} of the
	 * standard.
	 */
	@Override
	public InsertRenderContext getInsertRenderContext() {
		return InsertRenderContexts.MS_SQL_SERVER;
	}

	@Override
	public UpsertRenderContext getUpsertRenderContext() {
		return PostgresUpsertRenderContext.INSTANCE;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A single query for a whole aggregate needs the function {@code greatest}, which
	 * SQLite does not have.
	 */
	@Override
	public boolean supportsSingleQueryLoading() {
		return false;
	}

	@Override
	public Collection<Object> getConverters() {
		return ValueConverters.ALL;
	}

	/**
	 * Keys are made by the engine when a row is inserted. Their column is named to the
	 * driver, since a key that is not the rowid, such as one with a default expression,
	 * is returned only then.
	 */
	private enum KeyGeneration implements IdGeneration {

		INSTANCE;

		@Override
		public boolean driverRequiresKeyColumnNames() {
			return true;
		}

		/**
		 * {@inheritDoc}
		 * <p>
		 * The name arrives as the driver takes it: a quoted one keeps its case.
		 */
		@Override
		public String createSequenceQuery(SqlIdentifier sequenceName) {
			return "SELECT NEXT VALUE FOR " + sequenceName.toSql(IDENTIFIERS);
		}

	}

	private enum NoLock implements LockClause {

		INSTANCE;

		@Override
		public String getLock(LockOptions lockOptions) {
			return "";
		}

		@Override
		public Position getClausePosition() {
			return Position.AFTER_ORDER_BY;
		}

	}

	private enum Limit implements LimitClause {

		INSTANCE;

		@Override
		public String getLimit(long limit) {
			return "LIMIT " + limit;
		}

		@Override
		public String getOffset(long offset) {
			return getLimitOffset(-1, offset);
		}

		@Override
		public String getLimitOffset(long limit, long offset) {
			return "LIMIT " + limit + " OFFSET " + offset;
		}

		@Override
		public Position getClausePosition() {
			return Position.AFTER_ORDER_BY;
		}

	}

}
