package io.github.dqlite4j.flyway;

import java.io.IOException;
import java.util.List;

import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParserContext;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.parser.PeekingReader;
import org.flywaydb.core.internal.parser.Recorder;
import org.flywaydb.core.internal.parser.StatementType;
import org.flywaydb.core.internal.parser.Token;
import org.flywaydb.core.internal.parser.TokenType;
import org.flywaydb.core.internal.sqlscript.Delimiter;
import org.flywaydb.core.internal.sqlscript.ParsedSqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Splits scripts by the rules of SQLite. The parser that Flyway has for SQLite takes
 * every BEGIN for the start of a block that lasts until END, so that the first
 * transaction in a script swallows the rest of it; here only the body of a trigger is a
 * block.
 */
public class DqliteParser extends Parser {

	private static final int PEEK_DEPTH = 3;

	/**
	 * Create a parser.
	 * @param configuration the configuration of Flyway
	 * @param parsingContext the placeholders
	 */
	public DqliteParser(Configuration configuration, ParsingContext parsingContext) {
		super(configuration, parsingContext, PEEK_DEPTH);
	}

	@Override
	protected char getAlternativeIdentifierQuote() {
		return '`';
	}

	@Override
	protected char getOpeningIdentifierSymbol() {
		return '[';
	}

	@Override
	protected char getClosingIdentifierSymbol() {
		return ']';
	}

	/**
	 * {@code PRAGMA foreign_keys} has no effect within a transaction, and {@code VACUUM}
	 * is refused there.
	 */
	@Override
	protected @Nullable Boolean detectCanExecuteInTransaction(String simplifiedStatement, List<Token> keywords) {
		boolean outside = simplifiedStatement.equals("PRAGMA FOREIGN_KEYS") || simplifiedStatement.equals("VACUUM");
		return outside ? Boolean.FALSE : null;
	}

	@Override
	protected void adjustBlockDepth(ParserContext context, List<Token> tokens, Token keyword, PeekingReader reader)
			throws IOException {
		switch (keyword.getText()) {
			case "BEGIN", "CASE" -> {
				if (isTrigger(tokens)) {
					context.increaseBlockDepth(keyword.getText());
				}
			}
			case "END" -> {
				if (context.getBlockDepth() > 0) {
					context.decreaseBlockDepth();
				}
			}
			default -> {
			}
		}
	}

	private static boolean isTrigger(List<Token> tokens) {
		List<String> words = words(tokens);
		return !words.isEmpty() && words.get(0).equals("CREATE") && words.indexOf("TRIGGER") >= 1;
	}

	@Override
	protected ParsedSqlStatement createStatement(PeekingReader reader, Recorder recorder, int statementPos,
			int statementLine, int statementCol, int nonCommentPartPos, int nonCommentPartLine, int nonCommentPartCol,
			StatementType statementType, boolean canExecuteInTransaction, Delimiter delimiter, String sql,
			List<Token> tokens, boolean batchable) throws IOException {
		TransactionControl control = TransactionControl.of(words(tokens));
		if (control != null) {
			return new TransactionControlStatement(statementPos, statementLine, statementCol, sql, delimiter, control);
		}
		return super.createStatement(reader, recorder, statementPos, statementLine, statementCol, nonCommentPartPos,
				nonCommentPartLine, nonCommentPartCol, statementType, canExecuteInTransaction, delimiter, sql, tokens,
				batchable);
	}

	/**
	 * Return the first words, in upper case.
	 */
	private static List<String> words(List<Token> tokens) {
		return tokens.stream()
			.filter((token) -> token.getType() == TokenType.KEYWORD)
			.map(Token::getText)
			.limit(PEEK_DEPTH)
			.toList();
	}

}
