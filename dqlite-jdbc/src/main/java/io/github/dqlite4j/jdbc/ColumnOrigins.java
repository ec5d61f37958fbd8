package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.jdbc.Projection.Source;
import io.github.dqlite4j.jdbc.Projection.Term;

/**
 * Finds the columns of tables that the columns of a result come from. What is not certain
 * is not said: a name that two sources could have, or that a subquery may have, has no
 * origin.
 */
final class ColumnOrigins {

	private final Projection projection;

	private final TableColumns tables;

	private ColumnOrigins(Projection projection, TableColumns tables) {
		this.projection = projection;
		this.tables = tables;
	}

	/**
	 * Find the origins of a result.
	 * @param statement the statement that yielded it
	 * @param columnCount how many columns it has
	 * @param tables where to look tables up
	 * @param busy whether the rows are still coming in
	 * @return for each column where it comes from, {@code null} if that is unknown
	 * @throws SQLException if tables can't be looked up
	 */
	static List<@Nullable CatalogColumn> find(SqlStatement statement, int columnCount, TableColumns tables,
			boolean busy) throws SQLException {
		List<@Nullable CatalogColumn> unknown = Collections.nCopies(columnCount, null);
		if (statement.kind() != StatementKind.QUERY && statement.kind() != StatementKind.RETURNING) {
			return unknown;
		}
		Projection projection = ProjectionParser.parse(statement.sql());
		if (projection == null) {
			return unknown;
		}
		Set<String> names = new LinkedHashSet<>();
		projection.sources().stream().map(Source::table).filter(Objects::nonNull).forEach(names::add);
		ColumnOrigins origins = new ColumnOrigins(projection, tables);
		tables.reload(names, busy);
		List<@Nullable CatalogColumn> found = origins.resolve();
		return (found != null && found.size() == columnCount) ? found : unknown;
	}

	private @Nullable List<@Nullable CatalogColumn> resolve() {
		List<@Nullable CatalogColumn> found = new ArrayList<>();
		for (Term term : this.projection.terms()) {
			if (!term.star()) {
				found.add((term.column() != null) ? column(term.qualifier(), term.column()) : null);
			}
			else if (!addAll(term.qualifier(), found)) {
				return null;
			}
		}
		return found;
	}

	/**
	 * Add what a star stands for.
	 * @return whether that is known
	 */
	private boolean addAll(@Nullable String qualifier, List<@Nullable CatalogColumn> found) {
		List<Source> sources = this.projection.sources();
		boolean any = false;
		for (int i = 0; i < sources.size(); i++) {
			if (qualifier != null && !isSame(sources.get(i).alias(), qualifier)) {
				continue;
			}
			List<CatalogColumn> columns = columns(i);
			if (columns.isEmpty()) {
				return false;
			}
			any = true;
			for (CatalogColumn column : columns) {
				if (qualifier != null || !isMerged(i, column.name())) {
					found.add((qualifier == null && isCoalesced(i, column.name())) ? null : column);
				}
			}
		}
		return any;
	}

	private @Nullable CatalogColumn column(@Nullable String qualifier, String name) {
		CatalogColumn found = null;
		List<Source> sources = this.projection.sources();
		for (int i = 0; i < sources.size(); i++) {
			if (qualifier != null && !isSame(sources.get(i).alias(), qualifier)) {
				continue;
			}
			List<CatalogColumn> columns = columns(i);
			if (columns.isEmpty()) {
				return null;
			}
			for (CatalogColumn column : columns) {
				if (!isSame(column.name(), name) || qualifier == null && isMerged(i, name)) {
					continue;
				}
				if (found != null || qualifier == null && isCoalesced(i, name)) {
					return null;
				}
				found = column;
			}
		}
		return found;
	}

	/**
	 * Return the columns of a source as the joins yield them.
	 * @return the columns; empty if they are not known
	 */
	private List<CatalogColumn> columns(int index) {
		List<Source> sources = this.projection.sources();
		Source source = sources.get(index);
		if (source.table() == null) {
			return List.of();
		}
		List<CatalogColumn> columns = this.tables.ofLoaded(source.table());
		if (source.schema() != null
				&& columns.stream().anyMatch((column) -> !isSame(column.schema(), source.schema()))) {
			return List.of();
		}
		boolean optional = source.join().left()
				|| sources.subList(index + 1, sources.size()).stream().anyMatch((later) -> later.join().right());
		return optional ? columns.stream().map(CatalogColumn::optional).toList() : columns;
	}

	/**
	 * Tell whether a column of a source is one with that of the same name before it.
	 */
	private boolean isMerged(int index, String name) {
		Source source = this.projection.sources().get(index);
		return source.join().using().contains(TableColumns.key(name))
				|| source.join().natural() && hasBefore(index, name);
	}

	private boolean hasBefore(int index, String name) {
		for (int i = 0; i < index; i++) {
			if (columns(i).stream().anyMatch((column) -> isSame(column.name(), name))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Tell whether the value may as well be that of a later source, because of a right or
	 * full join by this name.
	 */
	private boolean isCoalesced(int index, String name) {
		List<Source> sources = this.projection.sources();
		for (int i = index + 1; i < sources.size(); i++) {
			if (sources.get(i).join().right() && isMerged(i, name)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isSame(String name, String other) {
		return TableColumns.key(name).equals(TableColumns.key(other));
	}

}
