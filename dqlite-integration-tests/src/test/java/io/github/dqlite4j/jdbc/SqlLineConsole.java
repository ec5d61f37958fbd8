package io.github.dqlite4j.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import sqlline.DispatchCallback;
import sqlline.SqlLine;

/**
 * SQLLine, a console that others wrote for any JDBC driver, with the screen in a buffer.
 */
final class SqlLineConsole implements AutoCloseable {

	private final SqlLine sqlLine = new SqlLine();

	private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

	/**
	 * Start it.
	 * @param directory where it keeps its settings and its history
	 */
	SqlLineConsole(Path directory) throws IOException {
		System.setProperty(SqlLine.SQLLINE_BASE_DIR, directory.toString());
		PrintStream stream = new PrintStream(this.screen, true, StandardCharsets.UTF_8);
		this.sqlLine.setOutputStream(stream);
		this.sqlLine.setErrorStream(stream);
		String[] options = { "--color=false", "--showElapsedTime=false", "--maxWidth=4000", "--maxColumnWidth=80",
				"--nullValue=-" };
		this.sqlLine.begin(options, InputStream.nullInputStream(), false);
	}

	/**
	 * Type a line.
	 * @param line a command or SQL
	 * @return what appears on the screen, without the line itself
	 */
	List<String> type(String line) {
		this.screen.reset();
		this.sqlLine.runCommands(List.of(line), new DispatchCallback());
		return this.screen.toString(StandardCharsets.UTF_8).lines().skip(1).map(String::strip).toList();
	}

	@Override
	public void close() {
		type("!closeall");
	}

}
