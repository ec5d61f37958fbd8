package io.github.dqlite4j.jdbc;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a statement yields and from where: the terms between SELECT and FROM, or behind
 * RETURNING, and the tables that they may name.
 *
 * @param terms the terms in order
 * @param sources the sources in order
 */
record Projection(List<Term> terms, List<Source> sources) {

	/**
	 * A term of a result.
	 *
	 * @param qualifier the name before the dot, or {@code null} if there is none
	 * @param column the name of the column, or {@code null} for anything that is no plain
	 * column
	 * @param star whether it stands for all columns
	 */
	record Term(@Nullable String qualifier, @Nullable String column, boolean star) {

		static final Term EXPRESSION = new Term(null, null, false);

	}

	/**
	 * A table, view, subquery or function that a statement reads.
	 *
	 * @param schema the schema that is named, or {@code null} if none is
	 * @param table the table or view, or {@code null} if it is something else, whose
	 * columns are not known
	 * @param alias the name that qualifies its columns; empty if it has none
	 * @param join how it is joined with the sources before it
	 */
	record Source(@Nullable String schema, @Nullable String table, String alias, Join join) {

	}

	/**
	 * How a source is joined with those before it.
	 *
	 * @param natural whether columns of the same name are one
	 * @param left whether it may yield no row of its own for rows before it
	 * @param right whether it may yield rows with none from before it
	 * @param using the columns, in the form of {@link TableColumns#key}, that are one
	 */
	record Join(boolean natural, boolean left, boolean right, Set<String> using) {

		static final Join CROSS = new Join(false, false, false, Set.of());

	}

}
