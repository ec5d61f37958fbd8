package io.github.dqlite4j.hibernate;

import java.util.UUID;

import io.github.dqlite4j.hibernate.function.CastPatterns;
import io.github.dqlite4j.hibernate.function.DqliteFunctions;
import io.github.dqlite4j.hibernate.id.DqliteSequenceInformationExtractor;
import io.github.dqlite4j.hibernate.id.DqliteSequenceSupport;
import io.github.dqlite4j.hibernate.json.JsonAggregateSupport;
import io.github.dqlite4j.hibernate.json.JsonFunctions;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.aggregate.AggregateSupport;
import org.hibernate.dialect.identity.IdentityColumnSupport;
import org.hibernate.dialect.sequence.SequenceSupport;
import org.hibernate.dialect.temptable.TemporaryTableStrategy;
import org.hibernate.dialect.unique.UniqueDelegate;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.exception.spi.ViolatedConstraintNameExtractor;
import org.hibernate.mapping.Table;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.query.sqm.CastType;
import org.hibernate.query.sqm.TrimSpec;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableInsertStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.tool.schema.extract.spi.SequenceInformationExtractor;
import org.hibernate.tool.schema.spi.Exporter;
import org.hibernate.tool.schema.spi.TableMigrator;
import org.hibernate.type.SqlTypes;

/**
 * Hibernate's dialect for dqlite, that is, for SQLite behind the dqlite JDBC driver.
 * <p>
 * How things are stored, {@link ColumnTypes} says; dates and times are ISO text, so that
 * SQLite's functions and any reader understand them. Pessimistic locks render nothing: a
 * read-write transaction holds the database's only write lock from its first statement
 * on, so what it has read nobody else can change before it ends.
 */
public class DqliteDialect extends TextTemporalDialect {

	// dqlite 1.11 of Debian 12, the oldest engine supported, comes with 3.40
	private static final DatabaseVersion MINIMUM_VERSION = DatabaseVersion.make(3, 40);

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
	public AggregateSupport getAggregateSupport() {
		return JsonAggregateSupport.INSTANCE;
	}

	@Override
	public void appendUUIDLiteral(SqlAppender appender, UUID literal) {
		appendLiteral(appender, literal.toString());
	}

	@Override
	public void appendBooleanValueString(SqlAppender appender, boolean bool) {
		appender.appendSql(bool ? '1' : '0');
	}

	@Override
	public void initializeFunctionRegistry(FunctionContributions functionContributions) {
		super.initializeFunctionRegistry(functionContributions);
		DqliteFunctions.register(functionContributions);
		JsonFunctions.register(functionContributions);
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

	@Override
	public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
		return new DqliteSqlAstTranslator.Factory();
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

	@Override
	public IdentityColumnSupport getIdentityColumnSupport() {
		return DqliteIdentityColumnSupport.INSTANCE;
	}

	@Override
	public SequenceSupport getSequenceSupport() {
		return DqliteSequenceSupport.INSTANCE;
	}

	@Override
	public SequenceInformationExtractor getSequenceInformationExtractor() {
		return DqliteSequenceInformationExtractor.INSTANCE;
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

}
