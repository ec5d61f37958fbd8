package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Columns, and those that identify a row.
 */
final class CatalogColumns {

	/**
	 * {@code hidden} is 1 for columns of virtual tables that are not part of {@code *}, 2
	 * and 3 for generated columns. A column is another name of the rowid, and so fills
	 * itself, if it is declared {@code INTEGER PRIMARY KEY} and its key needs no index:
	 * {@code INTEGER PRIMARY KEY DESC} and {@code WITHOUT ROWID} tables have one.
	 */
	private static final String DECLARED = CatalogQuery.OBJECTS
			+ """
					, declared as (
						select o.name as table_name, o.schema as schema, o.kind as kind, x.cid as cid, x.name as name, trim(x.type) as type,
							x.dflt_value as default_value, x.pk as pk, x.hidden as hidden, x."notnull" as not_null,
							upper(x.type) = 'INTEGER' and x.pk > 0 and not exists (
								select 1 from pragma_index_list(o.name, o.schema) i where i.origin = 'pk') as is_rowid,
							instr(x.type, '(') as open
						from objects o cross join pragma_table_xinfo(o.name, o.schema) x
						where o.readable and x.hidden <> 1""";

	private static final String TYPED = """
			), split as (
				select *, iif(open, rtrim(substr(type, 1, open - 1)), type) as type_name,
					iif(open, rtrim(substr(type, open + 1), ') '), '') as arguments
				from declared
			), based as (
				select *, upper(replace(type_name, '  ', ' ')) as base, instr(arguments, ',') as comma from split
			), typed as (
				select *, %s as jdbc_type,
					cast(iif(comma, substr(arguments, 1, comma - 1), nullif(arguments, '')) as integer) as size,
					cast(iif(comma, substr(arguments, comma + 1), null) as integer) as scale
				from based
			)
			""".formatted(CatalogTypeSql.JDBC_TYPE);

	private static final String SIZE = "iif(size is null or "
			+ CatalogTypeSql.isAny((type) -> !type.isExact() && !type.isCharacter() && !type.isBinary()) + ", "
			+ CatalogTypeSql.PRECISION + ", size)";

	private static final String DIGITS = "case when " + CatalogTypeSql.isAny(CatalogType::isInteger) + " then 0 when "
			+ CatalogTypeSql.isAny(CatalogType::isExact) + " then iif(size is null, null, ifnull(scale, 0)) when "
			+ CatalogTypeSql.isAny(CatalogType::isTimeOfDay) + " then ifnull(size, 6) end";

	private static final String COLUMNS = """
			select null as TABLE_CAT, null as TABLE_SCHEM, table_name as TABLE_NAME, name as COLUMN_NAME,
				jdbc_type as DATA_TYPE, type_name as TYPE_NAME, %1$s as COLUMN_SIZE, null as BUFFER_LENGTH,
				%2$s as DECIMAL_DIGITS, iif(%3$s, 10, null) as NUM_PREC_RADIX,
				not (not_null or is_rowid) as NULLABLE, null as REMARKS, default_value as COLUMN_DEF,
				null as SQL_DATA_TYPE, null as SQL_DATETIME_SUB, iif(%4$s, %1$s, null) as CHAR_OCTET_LENGTH,
				cid + 1 as ORDINAL_POSITION, iif(not_null or is_rowid, 'NO', 'YES') as IS_NULLABLE,
				null as SCOPE_CATALOG, null as SCOPE_SCHEMA, null as SCOPE_TABLE, null as SOURCE_DATA_TYPE,
				iif(is_rowid, 'YES', 'NO') as IS_AUTOINCREMENT, iif(hidden, 'YES', 'NO') as IS_GENERATEDCOLUMN
			from typed order by TABLE_NAME, ORDINAL_POSITION""".formatted(SIZE, DIGITS,
			CatalogTypeSql.isAny(CatalogType::isNumeric),
			CatalogTypeSql.isAny((type) -> type.isCharacter() || type.isBinary()));

	private static final String DESCRIPTION = """
			select schema, table_name, name, jdbc_type, type_name, %s, %s, kind = 'view', not_null or is_rowid, is_rowid,
				hidden
			from typed order by table_name, cid"""
		.formatted(SIZE, DIGITS);

	private static final String ROW_IDENTIFIER = """
			, keyed as (
				select name as column_name, jdbc_type, type_name, %1$s as column_size, %2$s as digits, %3$d as pseudo,
					not_null or is_rowid as not_null, pk as position
				from typed where pk > 0
				union all
				select 'rowid', -5, 'INTEGER', 19, 0, %4$d, 1, 0 from objects o
				where o.kind <> 'view' and not o.without_rowid and not exists (
					select 1 from pragma_table_info(o.name, o.schema) i where i.pk > 0)""".formatted(SIZE, DIGITS,
			DatabaseMetaData.bestRowNotPseudo, DatabaseMetaData.bestRowPseudo);

	private final Connection connection;

	CatalogColumns(Connection connection) {
		this.connection = connection;
	}

	ResultSet columns(@Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern,
			@Nullable String columnPattern) throws SQLException {
		return new CatalogQuery(DECLARED).inSchema("o", catalog, schemaPattern)
			.like("o.name", tablePattern)
			.like("x.name", columnPattern)
			.append(TYPED)
			.append(COLUMNS)
			.execute(this.connection);
	}

	/**
	 * The columns of some tables, in order.
	 * @param tables the names of tables or views as an unqualified name finds them
	 */
	List<CatalogColumn> described(Collection<String> tables) throws SQLException {
		CatalogQuery query = new CatalogQuery(DECLARED).append(" and (0");
		for (String table : tables) {
			query.append(" or o.name = ? collate nocase").parameter(table);
		}
		return query.append(")").append(TYPED).append(DESCRIPTION).list(this.connection, CatalogColumn::read);
	}

	/**
	 * The primary key, or the rowid if there is none. A rowid may change when the
	 * database is rebuilt, a key never does.
	 */
	ResultSet rowIdentifier(@Nullable String catalog, @Nullable String schema, String table, int scope,
			boolean nullable) throws SQLException {
		return new CatalogQuery(DECLARED).inSchema("o", catalog, schema)
			.named("o.name", table)
			.append(TYPED)
			.append(ROW_IDENTIFIER)
			.inSchema("o", catalog, schema)
			.named("o.name", table)
			.append("""
					)
					select iif(pseudo = 2, 1, 2) as SCOPE, column_name as COLUMN_NAME, jdbc_type as DATA_TYPE,
						type_name as TYPE_NAME, column_size as COLUMN_SIZE, null as BUFFER_LENGTH,
						digits as DECIMAL_DIGITS, pseudo as PSEUDO_COLUMN
					from keyed where (? or not_null) and iif(pseudo = 2, 1, 2) >= ? order by SCOPE, position""")
			.parameter(nullable ? 1 : 0)
			.parameter(scope)
			.execute(this.connection);
	}

}
