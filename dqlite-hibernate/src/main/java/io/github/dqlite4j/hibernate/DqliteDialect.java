package io.github.dqlite4j.hibernate;

import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.TimeZone;
import java.util.UUID;

import io.github.dqlite4j.hibernate.function.CastPatterns;
import io.github.dqlite4j.hibernate.function.DqliteFunctions;
import io.github.dqlite4j.hibernate.function.TemporalArithmetic;
import io.github.dqlite4j.hibernate.function.TemporalExtraction;
import jakarta.persistence.TemporalType;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.DmlTargetColumnQualifierSupport;
import org.hibernate.dialect.NationalizationSupport;
import org.hibernate.dialect.NullOrdering;
import org.hibernate.dialect.identity.IdentityColumnSupport;
import org.hibernate.dialect.lock.internal.NoLockingSupport;
import org.hibernate.dialect.lock.spi.LockingSupport;
import org.hibernate.dialect.pagination.LimitHandler;
import org.hibernate.dialect.pagination.LimitOffsetLimitHandler;
import org.hibernate.dialect.temptable.TemporaryTableStrategy;
import org.hibernate.dialect.unique.UniqueDelegate;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.env.spi.NameQualifierSupport;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.exception.spi.ViolatedConstraintNameExtractor;
import org.hibernate.mapping.Table;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.sqm.CastType;
import org.hibernate.query.sqm.IntervalType;
import org.hibernate.query.sqm.TrimSpec;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableInsertStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.tool.schema.spi.Exporter;
import org.hibernate.tool.schema.spi.TableMigrator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's dialect for dqlite, that is, for SQLite behind the dqlite JDBC driver.
 * <p>
 * How things are stored, {@link ColumnTypes} says; dates and times are ISO text, so that
 * SQLite's functions and any reader understand them. Pessimistic locks render nothing: a
 * read-write transaction holds the database's only write lock from its first statement
 * on, so what it has read nobody else can change before it ends.
 */
// Hibernate's SPI still speaks in TemporalType and IntervalType
@SuppressWarnings({ "deprecation", "removal" })
public class DqliteDialect extends Dialect {

	// dqlite 1.11 of Debian 12, the oldest engine supported, comes with 3.40
	private static final DatabaseVersion MINIMUM_VERSION = DatabaseVersion.make(3, 40);

	private static final String NOW = "strftime('%%Y-%%m-%%d %%H:%%M:%%f','now'%s)||'000000'";

	private static final int BATCH_SIZE = 50;

	// the limit of an SQLite built without options
	private static final int PARAMETER_LIMIT = 32766;

	private final UniqueDelegate uniqueDelegate = new UniqueIndexDelegate(this);

	private final Exporter<Table> tableExporter = new DqliteTableExporter(this);

	private final TableMigrator tableMigrator = new DqliteTableMigrator(this);

	/**
	 * Create a dialect for the oldest engine supported.
	 */
	public DqliteDialect() {
		super(MINIMUM_VERSION);
	}

	/**
	 * Create a dialect for the engine behind a connection.
	 * @param info what Hibernate knows of the connection
	 */
	public DqliteDialect(DialectResolutionInfo info) {
		super(info);
	}

	@Override
	protected DatabaseVersion getMinimumSupportedVersion() {
		return MINIMUM_VERSION;
	}

	// Types

	@Override
	protected String columnType(int sqlTypeCode) {
		return ColumnTypes.columnType(sqlTypeCode);
	}

	@Override
	protected String castType(int sqlTypeCode) {
		return ColumnTypes.castType(sqlTypeCode);
	}

	@Override
	protected String narrowCastType(int sqlTypeCode) {
		return ColumnTypes.castType(sqlTypeCode);
	}

	@Override
	protected void registerColumnTypes(TypeContributions typeContributions, ServiceRegistry serviceRegistry) {
		super.registerColumnTypes(typeContributions, serviceRegistry);
		DqliteTypes.registerColumnTypes(typeContributions, this);
	}

	@Override
	public void contributeTypes(TypeContributions typeContributions, ServiceRegistry serviceRegistry) {
		super.contributeTypes(typeContributions, serviceRegistry);
		DqliteTypes.registerJdbcTypes(typeContributions);
	}

	@Override
	public boolean equivalentTypes(int typeCode1, int typeCode2) {
		return super.equivalentTypes(typeCode1, typeCode2) || TypeAffinity.compatible(typeCode1, typeCode2);
	}

	@Override
	public int getPreferredSqlTypeCodeForArray() {
		return SqlTypes.JSON_ARRAY;
	}

	@Override
	public int getDefaultTimestampPrecision() {
		return 9;
	}

	@Override
	public boolean getDefaultNonContextualLobCreation() {
		return true;
	}

	@Override
	public NationalizationSupport getNationalizationSupport() {
		return NationalizationSupport.IMPLICIT;
	}

	@Override
	public boolean supportsNationalizedMethods() {
		return false;
	}

	// Literals

	@Override
	public void appendDateTimeLiteral(SqlAppender appender, TemporalAccessor temporalAccessor, TemporalType precision,
			TimeZone jdbcTimeZone) {
		appender.appendSql(TemporalLiterals.literal(temporalAccessor, precision, zone(jdbcTimeZone)));
	}

	@Override
	public void appendDateTimeLiteral(SqlAppender appender, Date date, TemporalType precision, TimeZone jdbcTimeZone) {
		appender.appendSql(TemporalLiterals.local(new Date(date.getTime()).toInstant().plusNanos(nanos(date)),
				precision, zone(jdbcTimeZone)));
	}

	@Override
	public void appendDateTimeLiteral(SqlAppender appender, Calendar calendar, TemporalType precision,
			TimeZone jdbcTimeZone) {
		appender.appendSql(TemporalLiterals.local(calendar.toInstant(), precision, zone(jdbcTimeZone)));
	}

	@Override
	public void appendUUIDLiteral(SqlAppender appender, UUID literal) {
		appendLiteral(appender, literal.toString());
	}

	@Override
	public void appendBooleanValueString(SqlAppender appender, boolean bool) {
		appender.appendSql(bool ? '1' : '0');
	}

	private static ZoneId zone(@Nullable TimeZone zone) {
		return (zone != null) ? zone.toZoneId() : ZoneId.systemDefault();
	}

	/** The part of a timestamp that its milliseconds do not say. */
	private static long nanos(Date date) {
		return (date instanceof java.sql.Timestamp timestamp) ? timestamp.getNanos() % 1_000_000 : 0;
	}

	// Functions

	@Override
	public void initializeFunctionRegistry(FunctionContributions functionContributions) {
		super.initializeFunctionRegistry(functionContributions);
		DqliteFunctions.register(functionContributions);
	}

	@Override
	public String currentDate() {
		return "date('now','localtime')";
	}

	@Override
	public String currentTime() {
		return "(strftime('%H:%M:%f','now','localtime')||'000000')";
	}

	@Override
	public String currentTimestamp() {
		return "(" + NOW.formatted(",'localtime'") + ")";
	}

	@Override
	public String currentTimestampWithTimeZone() {
		return "(" + NOW.formatted("") + ")";
	}

	@Override
	public boolean supportsCurrentTimestampSelection() {
		return true;
	}

	@Override
	public boolean isCurrentTimestampSelectStringCallable() {
		return false;
	}

	@Override
	public String getCurrentTimestampSelectString() {
		return "select " + currentTimestamp();
	}

	@Override
	public long getFractionalSecondPrecisionInNanos() {
		return 1;
	}

	@Override
	public String extractPattern(TemporalUnit unit) {
		return TemporalExtraction.pattern(unit);
	}

	@Override
	public String timestampaddPattern(TemporalUnit unit, TemporalType temporalType,
			@Nullable IntervalType intervalType) {
		return TemporalArithmetic.add(unit, temporalType);
	}

	@Override
	public String timestampdiffPattern(TemporalUnit unit, TemporalType fromTemporalType, TemporalType toTemporalType) {
		return TemporalArithmetic.difference(unit, fromTemporalType, toTemporalType);
	}

	@Override
	public String castPattern(CastType from, CastType to) {
		String pattern = CastPatterns.pattern(from, to);
		return (pattern != null) ? pattern : super.castPattern(from, to);
	}

	@Override
	public String trimPattern(TrimSpec specification, boolean isWhitespace) {
		String function = switch (specification) {
			case LEADING -> "ltrim";
			case TRAILING -> "rtrim";
			case BOTH -> "trim";
		};
		return function + (isWhitespace ? "(?1)" : "(?1,?2)");
	}

	// Queries

	@Override
	public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
		return new DqliteSqlAstTranslator.Factory();
	}

	@Override
	public LimitHandler getLimitHandler() {
		return LimitOffsetLimitHandler.INSTANCE;
	}

	@Override
	public LockingSupport getLockingSupport() {
		return NoLockingSupport.NO_LOCKING_SUPPORT;
	}

	@Override
	public String getForUpdateString() {
		return "";
	}

	@Override
	public NullOrdering getNullOrdering() {
		return NullOrdering.SMALLEST;
	}

	@Override
	public boolean supportsCaseInsensitiveLike() {
		return true;
	}

	@Override
	public String getCaseInsensitiveLike() {
		return "like";
	}

	@Override
	public boolean supportsIsTrue() {
		return true;
	}

	@Override
	public boolean supportsDistinctFromPredicate() {
		return true;
	}

	@Override
	public boolean supportsOffsetInSubquery() {
		return true;
	}

	@Override
	public boolean supportsWindowFunctions() {
		return true;
	}

	@Override
	public boolean supportsFilterClause() {
		return true;
	}

	@Override
	public boolean supportsRecursiveCTE() {
		return true;
	}

	@Override
	public boolean supportsNonQueryWithCTE() {
		return true;
	}

	@Override
	public boolean supportsFromClauseInUpdate() {
		return true;
	}

	@Override
	public DmlTargetColumnQualifierSupport getDmlTargetColumnQualifierSupport() {
		return DmlTargetColumnQualifierSupport.TABLE_ALIAS;
	}

	@Override
	public boolean supportsValuesList() {
		return true;
	}

	@Override
	public boolean supportsExceptAll() {
		return false;
	}

	@Override
	public boolean supportsSimpleQueryGrouping() {
		return false;
	}

	@Override
	public boolean supportsRowValueConstructorSyntaxInInList() {
		return false;
	}

	@Override
	public boolean supportsRowValueConstructorSyntaxInInSubQuery() {
		return true;
	}

	@Override
	public boolean supportsRowValueConstructorSyntaxInQuantifiedPredicates() {
		return false;
	}

	@Override
	public boolean supportsTupleDistinctCounts() {
		return false;
	}

	@Override
	public int getParameterCountLimit() {
		return PARAMETER_LIMIT;
	}

	@Override
	public int getDefaultStatementBatchSize() {
		return BATCH_SIZE;
	}

	@Override
	public SQLExceptionConversionDelegate buildSQLExceptionConversionDelegate() {
		return DqliteExceptionConversion.INSTANCE;
	}

	@Override
	public ViolatedConstraintNameExtractor getViolatedConstraintNameExtractor() {
		return ConstraintNameExtractor.INSTANCE;
	}

	@Override
	public SqmMultiTableMutationStrategy getFallbackSqmMutationStrategy(EntityMappingType entityDescriptor,
			RuntimeModelCreationContext runtimeModelCreationContext) {
		return new LocalTemporaryTableMutationStrategy(entityDescriptor, runtimeModelCreationContext);
	}

	@Override
	public SqmMultiTableInsertStrategy getFallbackSqmInsertStrategy(EntityMappingType entityDescriptor,
			RuntimeModelCreationContext runtimeModelCreationContext) {
		return new LocalTemporaryTableInsertStrategy(entityDescriptor, runtimeModelCreationContext);
	}

	@Override
	public TemporaryTableStrategy getLocalTemporaryTableStrategy() {
		return DqliteTemporaryTableStrategy.INSTANCE;
	}

	// Schema

	@Override
	public IdentityColumnSupport getIdentityColumnSupport() {
		return DqliteIdentityColumnSupport.INSTANCE;
	}

	@Override
	public NameQualifierSupport getNameQualifierSupport() {
		return NameQualifierSupport.NONE;
	}

	@Override
	public boolean canCreateSchema() {
		return false;
	}

	@Override
	public boolean hasAlterTable() {
		return false;
	}

	@Override
	public boolean dropConstraints() {
		return false;
	}

	@Override
	public boolean qualifyIndexName() {
		return false;
	}

	@Override
	public boolean supportsIfExistsBeforeTableName() {
		return true;
	}

	@Override
	public String getAddColumnString() {
		return "add column";
	}

	@Override
	public UniqueDelegate getUniqueDelegate() {
		return this.uniqueDelegate;
	}

	@Override
	public Exporter<Table> getTableExporter() {
		return this.tableExporter;
	}

	@Override
	public TableMigrator getTableMigrator() {
		return this.tableMigrator;
	}

	@Override
	public boolean canDisableConstraints() {
		return true;
	}

	@Override
	public String getDisableConstraintsStatement() {
		return DqliteTableExporter.FOREIGN_KEYS_OFF;
	}

	@Override
	public String getEnableConstraintsStatement() {
		return DqliteTableExporter.FOREIGN_KEYS_ON;
	}

	@Override
	public String getTruncateTableStatement(String tableName) {
		return "delete from " + tableName;
	}

}
