package io.github.dqlite4j.jdbc;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What only the text of {@code CREATE TABLE} tells: the names of constraints, and whether
 * a foreign key is deferrable. The text is one that the engine accepted, so a walk over
 * the tokens at the first level of parentheses is enough: the words that start a
 * constraint are reserved.
 */
final class CatalogTableDdl {

	private final List<Key> keys = new ArrayList<>();

	private final List<ForeignKey> foreignKeys = new ArrayList<>();

	private final List<CatalogToken> tokens;

	private int position;

	private @Nullable String column;

	private @Nullable String constraint;

	private CatalogTableDdl(String sql) {
		this.tokens = CatalogToken.tokenize(sql);
	}

	/**
	 * Read a definition.
	 * @param sql {@code CREATE TABLE}; of other statements nothing is found
	 */
	static CatalogTableDdl parse(String sql) {
		CatalogTableDdl ddl = new CatalogTableDdl(sql);
		ddl.walk();
		return ddl;
	}

	/**
	 * Return the name of the primary key or unique constraint over some columns, in any
	 * order.
	 */
	@Nullable String keyName(List<String> columns) {
		return this.keys.stream()
			.filter((key) -> key.name() != null && sameNames(key.columns(), columns))
			.map(Key::name)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the foreign keys in the order of the text.
	 */
	List<ForeignKey> foreignKeys() {
		return this.foreignKeys;
	}

	private void walk() {
		while (this.position < this.tokens.size() && !at("(")) {
			this.position++;
		}
		boolean first = true;
		this.position++;
		while (this.position < this.tokens.size() && !at(")")) {
			if (first && !startsConstraint()) {
				this.column = this.tokens.get(this.position++).text();
				this.constraint = null;
				first = false;
				continue;
			}
			first = at(",");
			step();
		}
	}

	private boolean startsConstraint() {
		return at("CONSTRAINT") || at("PRIMARY") || at("UNIQUE") || at("CHECK") || at("FOREIGN");
	}

	private void step() {
		if (at("CONSTRAINT")) {
			this.constraint = this.tokens.get(this.position + 1).text();
			this.position += 2;
		}
		else if (at("PRIMARY")) {
			this.position += 2;
			readKey();
		}
		else if (at("UNIQUE")) {
			this.position++;
			readKey();
		}
		else if (at("FOREIGN")) {
			this.position += 2;
			readForeignKey(names());
		}
		else if (at("REFERENCES")) {
			readForeignKey(columnAlone());
		}
		else if (at("CHECK")) {
			this.constraint = null;
			this.position++;
		}
		else {
			skip();
		}
	}

	private void readKey() {
		List<String> columns = at("(") ? names() : columnAlone();
		this.keys.add(new Key(takeConstraint(), columns));
	}

	private void readForeignKey(List<String> columns) {
		this.position += 2;
		if (at("(")) {
			skip();
		}
		while (at("ON") || at("MATCH")) {
			this.position += at("MATCH") ? 2 : (isAt(2, "CASCADE") || isAt(2, "RESTRICT")) ? 3 : 4;
		}
		boolean not = at("NOT") && isAt(1, "DEFERRABLE");
		if (not) {
			this.position++;
		}
		boolean deferrable = at("DEFERRABLE");
		boolean deferred = deferrable && isAt(1, "INITIALLY") && isAt(2, "DEFERRED");
		if (deferrable) {
			this.position += isAt(1, "INITIALLY") ? 3 : 1;
		}
		this.foreignKeys.add(new ForeignKey(takeConstraint(), columns, deferrable && !not, deferred && !not));
	}

	private @Nullable String takeConstraint() {
		String name = this.constraint;
		this.constraint = null;
		return name;
	}

	private List<String> columnAlone() {
		return (this.column != null) ? List.of(this.column) : List.of();
	}

	/**
	 * Read the first word of each item of a list in parentheses.
	 */
	private List<String> names() {
		List<String> names = new ArrayList<>();
		boolean first = true;
		this.position++;
		while (this.position < this.tokens.size() && !at(")")) {
			if (first) {
				names.add(this.tokens.get(this.position).text());
			}
			first = at(",");
			skip();
		}
		this.position++;
		return names;
	}

	/**
	 * Pass one token, or all that is in parentheses.
	 */
	private void skip() {
		int depth = 0;
		do {
			depth += at("(") ? 1 : at(")") ? -1 : 0;
			this.position++;
		}
		while (depth > 0 && this.position < this.tokens.size());
	}

	private boolean at(String keyword) {
		return isAt(0, keyword);
	}

	private boolean isAt(int ahead, String keyword) {
		int index = this.position + ahead;
		return index < this.tokens.size() && this.tokens.get(index).is(keyword);
	}

	private static boolean sameNames(List<String> left, List<String> right) {
		return left.size() == right.size()
				&& left.stream().allMatch((name) -> right.stream().anyMatch(name::equalsIgnoreCase));
	}

	/**
	 * A primary key or unique constraint.
	 *
	 * @param name its name, or {@code null}
	 * @param columns its columns
	 */
	record Key(@Nullable String name, List<String> columns) {

	}

	/**
	 * A foreign key.
	 *
	 * @param name its name, or {@code null}
	 * @param columns the columns that refer
	 * @param deferrable whether it is declared deferrable
	 * @param deferred whether it is checked at the end of the transaction
	 */
	record ForeignKey(@Nullable String name, List<String> columns, boolean deferrable, boolean deferred) {

	}

}
