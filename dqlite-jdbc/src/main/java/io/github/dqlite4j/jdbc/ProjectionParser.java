package io.github.dqlite4j.jdbc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.jdbc.Projection.Join;
import io.github.dqlite4j.jdbc.Projection.Source;
import io.github.dqlite4j.jdbc.Projection.Term;

/**
 * Finds out which plain columns of which tables a statement yields. It understands what
 * people write to read tables: one SELECT with joins, also behind WITH, and RETURNING.
 * Anything else it leaves alone: subqueries, table functions and expressions are marked
 * as such, a compound of several SELECTs is not looked into.
 */
final class ProjectionParser {

	private static final Set<String> END_OF_FROM = Set.of("WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT");

	private static final Set<String> COMPOUNDS = Set.of("UNION", "INTERSECT", "EXCEPT");

	private static final Set<String> JOINS = Set.of("NATURAL", "LEFT", "RIGHT", "FULL", "OUTER", "INNER", "CROSS",
			"JOIN");

	private static final Set<String> BEHIND_SOURCE = Set.of("ON", "USING", "INDEXED", "NOT", "SET", "DEFAULT", "VALUES",
			"SELECT", "WITH", "RETURNING");

	private static final Set<String> FROM = Set.of("FROM");

	private static final Set<String> POSTFIX_OPERATORS = Set.of("ISNULL", "NOTNULL");

	private final SqlTokens tokens;

	private final Set<String> subqueries = new HashSet<>();

	private ProjectionParser(String sql) {
		this.tokens = new SqlTokens(sql);
	}

	/**
	 * Parse a statement.
	 * @param sql one statement
	 * @return what it yields, or {@code null} if that is not understood
	 */
	static @Nullable Projection parse(String sql) {
		return new ProjectionParser(sql).run();
	}

	private @Nullable Projection run() {
		if (this.tokens.skip("WITH")) {
			commonTables();
		}
		if (this.tokens.skip("SELECT")) {
			return select();
		}
		return returning();
	}

	private void commonTables() {
		this.tokens.skip("RECURSIVE");
		do {
			this.subqueries.add(TableColumns.key(this.tokens.takeName()));
			this.tokens.skipParentheses();
			this.tokens.skip("AS");
			this.tokens.skip("NOT");
			this.tokens.skip("MATERIALIZED");
			this.tokens.skipParentheses();
		}
		while (this.tokens.skip(','));
	}

	private @Nullable Projection select() {
		if (!this.tokens.skip("DISTINCT")) {
			this.tokens.skip("ALL");
		}
		List<Term> terms = terms();
		List<Source> sources = this.tokens.skip("FROM") ? sources() : List.of();
		while (!this.tokens.isAtEnd()) {
			if (this.tokens.isAny(COMPOUNDS)) {
				return null;
			}
			this.tokens.skipOne();
		}
		return new Projection(terms, sources);
	}

	/**
	 * INSERT INTO, REPLACE INTO, UPDATE and DELETE FROM name one table, the only one
	 * whose columns RETURNING may name.
	 */
	private @Nullable Projection returning() {
		if (this.tokens.skip("INSERT") || this.tokens.skip("REPLACE")) {
			this.tokens.skipTo("INTO");
			this.tokens.skip("INTO");
		}
		else if (this.tokens.skip("DELETE")) {
			this.tokens.skip("FROM");
		}
		else if (this.tokens.skip("UPDATE")) {
			if (this.tokens.skip("OR")) {
				this.tokens.skipOne();
			}
		}
		else {
			return null;
		}
		Source target = named();
		String alias = alias();
		this.tokens.skipTo("RETURNING");
		if (!this.tokens.skip("RETURNING")) {
			return null;
		}
		return new Projection(terms(), List
			.of(new Source(target.schema(), target.table(), alias.isEmpty() ? target.alias() : alias, Join.CROSS)));
	}

	private List<Term> terms() {
		List<Term> terms = new ArrayList<>();
		do {
			int start = this.tokens.position();
			while (!this.tokens.isAtEnd() && !this.tokens.is(',') && !isAtFrom()
					&& Stream.of(END_OF_FROM, COMPOUNDS).noneMatch(this.tokens::isAny)) {
				this.tokens.skipOne();
			}
			terms.add(term(start, this.tokens.position()));
		}
		while (this.tokens.skip(','));
		return terms;
	}

	/**
	 * FROM is also a part of the operator {@code IS [NOT] DISTINCT FROM}.
	 */
	private boolean isAtFrom() {
		return this.tokens.isAny(FROM) && !this.tokens.isWord(this.tokens.position() - 1, "DISTINCT");
	}

	/**
	 * A plain column is {@code [[schema.]table.]column [[AS] label]}.
	 */
	private Term term(int start, int end) {
		List<String> path = new ArrayList<>();
		int position = start;
		while (position < end) {
			if (this.tokens.isSymbol(position, '*')) {
				return (position + 1 == end) ? new Term(last(path), null, true) : Term.EXPRESSION;
			}
			if (!this.tokens.isName(position)) {
				return Term.EXPRESSION;
			}
			path.add(this.tokens.name(position));
			position++;
			if (!this.tokens.isSymbol(position, '.')) {
				break;
			}
			position++;
		}
		return (!path.isEmpty() && isLabel(position, end))
				? new Term(last(path.subList(0, path.size() - 1)), last(path), false) : Term.EXPRESSION;
	}

	private boolean isLabel(int start, int end) {
		if (start == end) {
			return true;
		}
		if (end - start == 2) {
			return this.tokens.isWord(start, "AS");
		}
		return end - start == 1 && this.tokens.isName(start)
				&& POSTFIX_OPERATORS.stream().noneMatch((word) -> this.tokens.isWord(start, word));
	}

	private static @Nullable String last(List<String> path) {
		return path.isEmpty() ? null : path.get(path.size() - 1);
	}

	private List<Source> sources() {
		List<Source> sources = new ArrayList<>();
		sources.add(source(Join.CROSS));
		while (true) {
			Set<String> operator = new HashSet<>();
			if (!this.tokens.skip(',')) {
				while (this.tokens.isAny(JOINS)) {
					operator.add(this.tokens.takeName().toUpperCase(Locale.ROOT));
				}
				if (operator.isEmpty()) {
					return sources;
				}
			}
			boolean full = operator.contains("FULL");
			sources.add(source(new Join(operator.contains("NATURAL"), full || operator.contains("LEFT"),
					full || operator.contains("RIGHT"), Set.of())));
		}
	}

	private Source source(Join join) {
		if (this.tokens.is('(')) {
			this.tokens.skipOne();
			return new Source(null, null, alias(), constraint(join));
		}
		Source named = named();
		boolean function = this.tokens.is('(');
		this.tokens.skipParentheses();
		String alias = alias();
		boolean known = !function
				&& (named.schema() != null || !this.subqueries.contains(TableColumns.key(named.alias())));
		return new Source(named.schema(), known ? named.table() : null, alias.isEmpty() ? named.alias() : alias,
				constraint(join));
	}

	/**
	 * {@code [schema.]table}, its own name being the one that qualifies its columns.
	 */
	private Source named() {
		String first = this.tokens.takeName();
		if (!this.tokens.skip('.')) {
			return new Source(null, first, first, Join.CROSS);
		}
		String table = this.tokens.takeName();
		return new Source(first, table, table, Join.CROSS);
	}

	private String alias() {
		boolean as = this.tokens.skip("AS");
		boolean name = this.tokens.isAtName()
				&& Stream.of(JOINS, END_OF_FROM, COMPOUNDS, BEHIND_SOURCE).noneMatch(this.tokens::isAny);
		return (as || name) ? this.tokens.takeName() : "";
	}

	/**
	 * Skip what stands between a source and the next one.
	 */
	private Join constraint(Join join) {
		Join constrained = join;
		while (!this.tokens.isAtEnd() && !this.tokens.is(',')
				&& Stream.of(JOINS, END_OF_FROM, COMPOUNDS).noneMatch(this.tokens::isAny)) {
			if (this.tokens.skip("USING")) {
				constrained = new Join(join.natural(), join.left(), join.right(), this.tokens.takeNamesInParentheses());
			}
			else {
				this.tokens.skipOne();
			}
		}
		return constrained;
	}

}
