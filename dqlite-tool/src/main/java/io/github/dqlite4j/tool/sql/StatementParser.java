package io.github.dqlite4j.tool.sql;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/**
 * Lets a statement have several lines: Enter goes on to the next one until there is a
 * semicolon at its end.
 */
final class StatementParser implements Parser {

	private final DefaultParser words = new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);

	@Override
	public ParsedLine parse(String line, int cursor, ParseContext context) {
		if (context == ParseContext.ACCEPT_LINE && !ShellCommands.isCommand(line)) {
			StatementSplitter splitter = new StatementSplitter();
			line.lines().forEach(splitter::add);
			if (splitter.isInStatement()) {
				throw new EOFError(-1, -1, "the statement has no semicolon at its end");
			}
		}
		return this.words.parse(line, cursor, context);
	}

}
