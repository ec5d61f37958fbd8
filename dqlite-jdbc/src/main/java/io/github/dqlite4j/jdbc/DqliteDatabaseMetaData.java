package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * What tools ask about a database. The product is called {@code SQLite}, since that is
 * what the SQL is and what tools have their rules for; that it is dqlite tells the URL
 * and the name of the driver. Everything is asked of the engine when it is called: one
 * query for tables and columns, one more for keys and indexes, whose constraint names and
 * expressions stand only in the text of the statement that made them.
 */
final class DqliteDatabaseMetaData extends DatabaseCapabilities {

	private static final String PRODUCT_NAME = "SQLite";

	private static final String DRIVER_NAME = "dqlite-jdbc";

	private final Connection connection;

	private final String url;

	private volatile @Nullable MetadataVersion engineVersion;

	DqliteDatabaseMetaData(Connection connection, String url) {
		this.connection = connection;
		this.url = url;
	}

	@Override
	public Connection getConnection() {
		return this.connection;
	}

	@Override
	public String getURL() {
		return this.url;
	}

	@Override
	public @Nullable String getUserName() {
		// dqlite has no users
		return null;
	}

	@Override
	public boolean isReadOnly() throws SQLException {
		return this.connection.isReadOnly();
	}

	@Override
	public String getDatabaseProductName() {
		return PRODUCT_NAME;
	}

	@Override
	public String getDatabaseProductVersion() throws SQLException {
		return engineVersion().text();
	}

	@Override
	public int getDatabaseMajorVersion() throws SQLException {
		return engineVersion().major();
	}

	@Override
	public int getDatabaseMinorVersion() throws SQLException {
		return engineVersion().minor();
	}

	@Override
	public String getDriverName() {
		return DRIVER_NAME;
	}

	@Override
	public String getDriverVersion() {
		return DriverVersion.CURRENT.text();
	}

	@Override
	public int getDriverMajorVersion() {
		return DriverVersion.CURRENT.major();
	}

	@Override
	public int getDriverMinorVersion() {
		return DriverVersion.CURRENT.minor();
	}

	@Override
	public boolean supportsFullOuterJoins() throws SQLException {
		return engineVersion().isAtLeast(3, 39);
	}

	@Override
	public ResultSet getTables(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String tableNamePattern, String @Nullable [] types) throws SQLException {
		return new CatalogTables(this.connection).tables(catalog, schemaPattern, tableNamePattern, types);
	}

	@Override
	public ResultSet getTableTypes() throws SQLException {
		return new CatalogTables(this.connection).tableTypes();
	}

	@Override
	public ResultSet getPseudoColumns(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String tableNamePattern, @Nullable String columnNamePattern) throws SQLException {
		return new CatalogTables(this.connection).pseudoColumns(catalog, schemaPattern, tableNamePattern,
				columnNamePattern);
	}

	@Override
	public ResultSet getColumns(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String tableNamePattern, @Nullable String columnNamePattern) throws SQLException {
		return new CatalogColumns(this.connection).columns(catalog, schemaPattern, tableNamePattern, columnNamePattern);
	}

	@Override
	public ResultSet getBestRowIdentifier(@Nullable String catalog, @Nullable String schema, String table, int scope,
			boolean nullable) throws SQLException {
		return new CatalogColumns(this.connection).rowIdentifier(catalog, schema, table, scope, nullable);
	}

	@Override
	public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
			throws SQLException {
		return new CatalogPrimaryKeys(this.connection).primaryKeys(catalog, schema, table);
	}

	@Override
	public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
			throws SQLException {
		return new CatalogForeignKeys(this.connection).imported(catalog, schema, table);
	}

	@Override
	public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
			throws SQLException {
		return new CatalogForeignKeys(this.connection).exported(catalog, schema, table);
	}

	@Override
	public ResultSet getCrossReference(@Nullable String parentCatalog, @Nullable String parentSchema,
			@Nullable String parentTable, @Nullable String foreignCatalog, @Nullable String foreignSchema,
			@Nullable String foreignTable) throws SQLException {
		return new CatalogForeignKeys(this.connection).between(parentCatalog, parentSchema, parentTable, foreignCatalog,
				foreignSchema, foreignTable);
	}

	@Override
	public ResultSet getIndexInfo(@Nullable String catalog, @Nullable String schema, @Nullable String table,
			boolean unique, boolean approximate) throws SQLException {
		return new CatalogIndexes(this.connection).indexes(catalog, schema, table, unique);
	}

	@Override
	public ResultSet getTypeInfo() throws SQLException {
		return new CatalogTypeInfo(this.connection).typeInfo();
	}

	@Override
	public ResultSet getFunctions(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String functionNamePattern) throws SQLException {
		return new CatalogFunctions(this.connection).functions(catalog, schemaPattern, functionNamePattern);
	}

	@Override
	public ResultSet getCatalogs() throws SQLException {
		return CatalogNothing.CATALOGS.toResultSet(this.connection);
	}

	@Override
	public ResultSet getSchemas() throws SQLException {
		return CatalogNothing.SCHEMAS.toResultSet(this.connection);
	}

	@Override
	public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern) throws SQLException {
		return CatalogNothing.SCHEMAS.toResultSet(this.connection);
	}

	@Override
	public ResultSet getProcedures(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String procedureNamePattern) throws SQLException {
		return CatalogNothing.PROCEDURES.toResultSet(this.connection);
	}

	@Override
	public ResultSet getProcedureColumns(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String procedureNamePattern, @Nullable String columnNamePattern) throws SQLException {
		return CatalogNothing.PROCEDURE_COLUMNS.toResultSet(this.connection);
	}

	@Override
	public ResultSet getFunctionColumns(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String functionNamePattern, @Nullable String columnNamePattern) throws SQLException {
		return CatalogNothing.FUNCTION_COLUMNS.toResultSet(this.connection);
	}

	@Override
	public ResultSet getTablePrivileges(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String tableNamePattern) throws SQLException {
		return CatalogNothing.TABLE_PRIVILEGES.toResultSet(this.connection);
	}

	@Override
	public ResultSet getColumnPrivileges(@Nullable String catalog, @Nullable String schema, @Nullable String table,
			@Nullable String columnNamePattern) throws SQLException {
		return CatalogNothing.COLUMN_PRIVILEGES.toResultSet(this.connection);
	}

	@Override
	public ResultSet getVersionColumns(@Nullable String catalog, @Nullable String schema, @Nullable String table)
			throws SQLException {
		return CatalogNothing.VERSION_COLUMNS.toResultSet(this.connection);
	}

	@Override
	public ResultSet getUDTs(@Nullable String catalog, @Nullable String schemaPattern, @Nullable String typeNamePattern,
			int @Nullable [] types) throws SQLException {
		return CatalogNothing.USER_TYPES.toResultSet(this.connection);
	}

	@Override
	public ResultSet getSuperTypes(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String typeNamePattern) throws SQLException {
		return CatalogNothing.SUPER_TYPES.toResultSet(this.connection);
	}

	@Override
	public ResultSet getSuperTables(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String tableNamePattern) throws SQLException {
		return CatalogNothing.SUPER_TABLES.toResultSet(this.connection);
	}

	@Override
	public ResultSet getAttributes(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String typeNamePattern, @Nullable String attributeNamePattern) throws SQLException {
		return CatalogNothing.ATTRIBUTES.toResultSet(this.connection);
	}

	@Override
	public ResultSet getClientInfoProperties() throws SQLException {
		return CatalogNothing.CLIENT_INFO.toResultSet(this.connection);
	}

	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		if (!type.isInstance(this)) {
			throw new SQLException("The metadata of a dqlite connection is no " + type.getName());
		}
		return type.cast(this);
	}

	@Override
	public boolean isWrapperFor(Class<?> type) {
		return type.isInstance(this);
	}

	private MetadataVersion engineVersion() throws SQLException {
		MetadataVersion version = this.engineVersion;
		if (version == null) {
			try (PreparedStatement statement = this.connection.unwrap(DqliteConnection.class)
				.prepareCatalogQuery("select sqlite_version()", 0); ResultSet result = statement.executeQuery()) {
				result.next();
				version = MetadataVersion.parse(result.getString(1));
			}
			this.engineVersion = version;
		}
		return version;
	}

}
