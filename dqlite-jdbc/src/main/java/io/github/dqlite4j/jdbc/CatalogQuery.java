package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A query of the catalogue that is put together piece by piece with its parameters, and
 * whose statement closes with its result.
 */
final class CatalogQuery {

	/**
	 * Tables and views as an unqualified name finds them: a temporary one hides the one
	 * of the database. {@code pragma_table_list} exists since SQLite 3.37. A view that
	 * can't be read any more, because what it selects from is gone, has no columns:
	 * asking for them would be an error.
	 * <p>
	 * Join the functions that take the name from here by {@code cross join}, which fixes
	 * the order: SQLite 3.40 may otherwise call one before it has the name, and find
	 * nothing.
	 */
	static final String OBJECTS = """
			with objects(name, schema, kind, without_rowid, readable, type) as (
				select l.name, l.schema, l.type, l.wr, l.ncol > 0,
					case when l.type = 'shadow' or l.name glob 'sqlite_*' or l.name = 'dqlite_sequence'
						then 'SYSTEM TABLE'
						when l.type = 'view' then 'VIEW'
						when l.schema = 'temp' then 'LOCAL TEMPORARY'
						else 'TABLE' end
				from pragma_table_list l
				where l.schema in ('main', 'temp') and not (l.schema = 'main' and exists (
					select 1 from sqlite_temp_schema t
					where t.type in ('table', 'view') and t.name = l.name collate nocase)))
			""";

	private final StringBuilder sql;

	private final List<Object> parameters = new ArrayList<>();

	CatalogQuery(String sql) {
		this.sql = new StringBuilder(sql);
	}

	CatalogQuery append(String part) {
		this.sql.append(part);
		return this;
	}

	CatalogQuery parameter(Object value) {
		this.parameters.add(value);
		return this;
	}

	/**
	 * Keep only the objects of a catalog and schema. There are none, so anything but
	 * {@code null}, the empty string and a pattern that fits {@code main} or
	 * {@code temp}, the engine's own qualifiers, finds nothing.
	 */
	CatalogQuery inSchema(String alias, @Nullable String catalog, @Nullable String schema) {
		if (catalog != null && !catalog.isEmpty()) {
			append(" and 0");
		}
		return (schema == null || schema.isEmpty()) ? this : like(alias + ".schema", schema);
	}

	/**
	 * Keep only what a pattern fits, whatever the case of ASCII letters, as the engine
	 * compares names; {@code null} fits all.
	 */
	CatalogQuery like(String expression, @Nullable String pattern) {
		if (pattern == null || pattern.equals("%")) {
			return this;
		}
		return append(" and lower(" + expression + ") glob lower(?)").parameter(MetadataPattern.toGlob(pattern));
	}

	/**
	 * Keep only what has a name; {@code null} fits all.
	 */
	CatalogQuery named(String expression, @Nullable String name) {
		return (name == null) ? this : append(" and " + expression + " = ? collate nocase").parameter(name);
	}

	ResultSet execute(Connection connection) throws SQLException {
		PreparedStatement statement = connection.unwrap(DqliteConnection.class)
			.prepareCatalogQuery(this.sql.toString(), this.parameters.size());
		try {
			for (int i = 0; i < this.parameters.size(); i++) {
				statement.setObject(i + 1, this.parameters.get(i));
			}
			statement.closeOnCompletion();
			return statement.executeQuery();
		}
		catch (SQLException | RuntimeException ex) {
			try {
				statement.close();
			}
			catch (SQLException closing) {
				ex.addSuppressed(closing);
			}
			throw ex;
		}
	}

	<T> List<T> list(Connection connection, RowReader<T> reader) throws SQLException {
		List<T> rows = new ArrayList<>();
		try (ResultSet result = execute(connection)) {
			while (result.next()) {
				rows.add(reader.read(result));
			}
		}
		return rows;
	}

	/**
	 * Reads the current row of a result.
	 *
	 * @param <T> what a row becomes
	 */
	interface RowReader<T> {

		T read(ResultSet result) throws SQLException;

	}

}
