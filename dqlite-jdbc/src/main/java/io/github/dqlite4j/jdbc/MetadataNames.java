package io.github.dqlite4j.jdbc;

/**
 * What names and functions look like. There are neither catalogs nor schemas: a
 * connection has one database. The engine does have the qualifier {@code main}, but
 * refuses it where tools would write it ({@code REFERENCES main.t},
 * {@code CREATE INDEX i ON main.t}), so announcing it as a schema would make Hibernate
 * and schema tools write DDL that fails.
 */
abstract class MetadataNames extends MetadataLimits {

	private static final String KEYWORDS = String.join(",", "ABORT", "ANALYZE", "ATTACH", "AUTOINCREMENT", "CONFLICT",
			"DATABASE", "DETACH", "DO", "EXCLUSIVE", "EXPLAIN", "FAIL", "GLOB", "GROUPS", "IF", "IGNORE", "INDEX",
			"INDEXED", "INSTEAD", "ISNULL", "LIMIT", "MATERIALIZED", "NOTHING", "NOTNULL", "OFFSET", "PLAN", "PRAGMA",
			"QUERY", "RAISE", "REGEXP", "REINDEX", "RENAME", "REPLACE", "RETURNING", "TEMP", "VACUUM", "VIRTUAL");

	@Override
	public boolean supportsMixedCaseIdentifiers() {
		return false;
	}

	@Override
	public boolean storesUpperCaseIdentifiers() {
		return false;
	}

	@Override
	public boolean storesLowerCaseIdentifiers() {
		return false;
	}

	@Override
	public boolean storesMixedCaseIdentifiers() {
		// names keep their letters and are found whatever their ASCII case
		return true;
	}

	@Override
	public boolean supportsMixedCaseQuotedIdentifiers() {
		return false;
	}

	@Override
	public boolean storesUpperCaseQuotedIdentifiers() {
		return false;
	}

	@Override
	public boolean storesLowerCaseQuotedIdentifiers() {
		return false;
	}

	@Override
	public boolean storesMixedCaseQuotedIdentifiers() {
		return true;
	}

	@Override
	public String getIdentifierQuoteString() {
		return "\"";
	}

	@Override
	public String getSQLKeywords() {
		return KEYWORDS;
	}

	@Override
	public String getNumericFunctions() {
		return JdbcFunctions.NUMERIC.names();
	}

	@Override
	public String getStringFunctions() {
		return JdbcFunctions.STRING.names();
	}

	@Override
	public String getSystemFunctions() {
		return JdbcFunctions.SYSTEM.names();
	}

	@Override
	public String getTimeDateFunctions() {
		return JdbcFunctions.TIME.names();
	}

	@Override
	public String getSearchStringEscape() {
		return MetadataPattern.ESCAPE;
	}

	@Override
	public String getExtraNameCharacters() {
		return "$";
	}

	@Override
	public String getSchemaTerm() {
		return "";
	}

	@Override
	public String getProcedureTerm() {
		return "";
	}

	@Override
	public String getCatalogTerm() {
		return "";
	}

	@Override
	public String getCatalogSeparator() {
		return "";
	}

	@Override
	public boolean isCatalogAtStart() {
		return false;
	}

	@Override
	public boolean supportsSchemasInDataManipulation() {
		return false;
	}

	@Override
	public boolean supportsSchemasInProcedureCalls() {
		return false;
	}

	@Override
	public boolean supportsSchemasInTableDefinitions() {
		return false;
	}

	@Override
	public boolean supportsSchemasInIndexDefinitions() {
		return false;
	}

	@Override
	public boolean supportsSchemasInPrivilegeDefinitions() {
		return false;
	}

	@Override
	public boolean supportsCatalogsInDataManipulation() {
		return false;
	}

	@Override
	public boolean supportsCatalogsInProcedureCalls() {
		return false;
	}

	@Override
	public boolean supportsCatalogsInTableDefinitions() {
		return false;
	}

	@Override
	public boolean supportsCatalogsInIndexDefinitions() {
		return false;
	}

	@Override
	public boolean supportsCatalogsInPrivilegeDefinitions() {
		return false;
	}

}
