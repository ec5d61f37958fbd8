package io.github.dqlite4j.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens by the rules of SQLite.
 */
class SqlTokenizerTests {

	private static List<String> tokens(String sql) {
		SqlTokenizer tokenizer = new SqlTokenizer(sql);
		List<String> tokens = new ArrayList<>();
		for (SqlToken token = tokenizer.next(); token != null; token = tokenizer.next()) {
			tokens.add(token.type() + " " + token.text(sql));
		}
		return tokens;
	}

	@Test
	void wordsNumbersAndSymbols() {
		assertThat(tokens("SELECT a1,_b$c FROM t WHERE x>=1.5e-3+0x1F;")).containsExactly("WORD SELECT", "WORD a1",
				"SYMBOL ,", "WORD _b$c", "WORD FROM", "WORD t", "WORD WHERE", "WORD x", "SYMBOL >", "SYMBOL =",
				"NUMBER 1.5e-3", "SYMBOL +", "NUMBER 0x1F", "SYMBOL ;");
	}

	@Test
	void wordsMayHaveAnyLetters() {
		assertThat(tokens("größe 名前 \ud83d\ude00")).containsExactly("WORD größe", "WORD 名前", "WORD \ud83d\ude00");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
			'a;b'        | LITERAL
			'a''b;'      | LITERAL
			''           | LITERAL
			x'00ff'      | LITERAL
			X''          | LITERAL
			"a;b"        | QUOTED_NAME
			"a"";b"      | QUOTED_NAME
			`a``;b`      | QUOTED_NAME
			[a;b]        | QUOTED_NAME
			['"`--/*]    | QUOTED_NAME
			'--"`[/*'    | LITERAL
			""           | QUOTED_NAME
			""")
	void quotesOfAllKindsHoldAnything(String sql, String type) {
		assertThat(tokens(sql)).containsExactly(type + " " + sql);
		assertThat(tokens(sql + " x")).containsExactly(type + " " + sql, "WORD x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "'abc", "'abc''", "\"abc", "`abc", "[abc", "x'00", "'", "\"", "`", "[", "'a;b -- /*" })
	void unterminatedQuoteEndsWithTheText(String sql) {
		assertThat(tokens(sql)).hasSize(1);
		assertThat(tokens(sql).get(0)).endsWith(sql);
	}

	@Test
	void closingBracketIsNotDoubled() {
		assertThat(tokens("[a]]")).containsExactly("QUOTED_NAME [a]", "SYMBOL ]");
	}

	@Test
	void commentsAndBlanksAreNoTokens() {
		assertThat(tokens("\ufeff -- a;'\n b /* c;' \n */ d\t\r\n\f e--\r still\n/**/f/*")).containsExactly("WORD b",
				"WORD d", "WORD e", "WORD f");
		assertThat(tokens("a /*/ b */ c")).containsExactly("WORD a", "WORD c");
		assertThat(tokens("a/* /* */ b")).containsExactly("WORD a", "WORD b");
		assertThat(tokens("a - - b / * c")).containsExactly("WORD a", "SYMBOL -", "SYMBOL -", "WORD b", "SYMBOL /",
				"SYMBOL *", "WORD c");
		assertThat(tokens("")).isEmpty();
		assertThat(tokens("-- only")).isEmpty();
		assertThat(tokens("/* only")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?", "?5", "?123", ":a", ":1", "@x", "$a", "$a::b", "$a::b(c)", "$a(b;c)", ":a(b)",
			"@a::b::c", ":é", ":a$b", "$::a" })
	void parameters(String sql) {
		assertThat(tokens(sql)).containsExactly("PARAMETER " + sql);
		assertThat(tokens("(" + sql + " ,")).containsExactly("SYMBOL (", "PARAMETER " + sql, "SYMBOL ,");
	}

	@Test
	void parametersEndWhereTheirNamesEnd() {
		assertThat(tokens(":a,:b")).containsExactly("PARAMETER :a", "SYMBOL ,", "PARAMETER :b");
		assertThat(tokens("?1?2")).containsExactly("PARAMETER ?1", "PARAMETER ?2");
		assertThat(tokens(":a:b")).containsExactly("PARAMETER :a", "PARAMETER :b");
		assertThat(tokens("(:a)")).containsExactly("SYMBOL (", "PARAMETER :a", "SYMBOL )");
		assertThat(tokens("$a(b c)")).containsExactly("PARAMETER $a(b", "WORD c", "SYMBOL )");
	}

	@Test
	void colonWithoutNameIsASymbol() {
		assertThat(tokens(": @ $ :: ")).containsExactly("SYMBOL :", "SYMBOL @", "SYMBOL $", "SYMBOL :", "SYMBOL :");
		assertThat(tokens(":")).containsExactly("SYMBOL :");
	}

	@Test
	void wordsAreComparedInAnyCaseAndWhole() {
		String sql = "BeGiN";
		SqlToken token = new SqlTokenizer(sql).next();
		assertThat(token).isNotNull();
		assertThat(token.is(sql, "BEGIN")).isTrue();
		assertThat(token.is(sql, "BEGI")).isFalse();
		assertThat(token.is(sql, "BEGINS")).isFalse();
		assertThat(token.is(sql, 'B')).isFalse();
	}

	@Test
	void anyTextIsCutWithoutGapsOrErrors() {
		Random random = new Random(11);
		String characters = "a0.?:@$'\"`[]()-/*;= \n\u00e9\ufeff\0eExX+";
		for (int round = 0; round < 100_000; round++) {
			StringBuilder sql = new StringBuilder();
			for (int i = random.nextInt(25); i > 0; i--) {
				sql.append(characters.charAt(random.nextInt(characters.length())));
			}
			SqlTokenizer tokenizer = new SqlTokenizer(sql.toString());
			int end = 0;
			for (SqlToken token = tokenizer.next(); token != null; token = tokenizer.next()) {
				assertThat(token.start()).as(sql::toString).isGreaterThanOrEqualTo(end);
				assertThat(token.end()).as(sql::toString).isGreaterThan(token.start());
				end = token.end();
			}
			assertThat(end).isLessThanOrEqualTo(sql.length());
			SqlParser.parse(sql.toString());
		}
	}

}
