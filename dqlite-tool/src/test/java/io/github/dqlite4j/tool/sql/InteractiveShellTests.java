package io.github.dqlite4j.tool.sql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.testing.Awaiting;
import io.github.dqlite4j.tool.testing.EngineCondition;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SQL that is typed, at a terminal made of streams.
 */
@ExtendWith(EngineCondition.class)
class InteractiveShellTests {

	private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	@TempDir
	private Path directory;

	private DqliteNode node;

	private Connection connection;

	private PipedOutputStream keyboard;

	private Terminal terminal;

	private Future<Integer> shell;

	@BeforeEach
	void start() throws Exception {
		this.node = DqliteNode.builder(this.directory.resolve("node")).start();
		this.connection = DriverManager.getConnection("jdbc:dqlite://" + this.node.address() + "/app");
		open();
	}

	private void open() throws IOException {
		this.keyboard = new PipedOutputStream();
		this.terminal = TerminalBuilder.builder()
			.streams(new PipedInputStream(this.keyboard, 65536), this.screen)
			.system(false)
			.type("xterm")
			.encoding(StandardCharsets.UTF_8)
			.size(new Size(120, 40))
			.build();
		InteractiveShell opened = new InteractiveShell(this.terminal, "app> ",
				new SqlRunner(this.connection, new SqlSettings(), this.terminal.writer(), true),
				this.directory.resolve("history"));
		this.shell = this.executor.submit(opened::run);
	}

	@AfterEach
	void stop() throws Exception {
		this.executor.shutdownNow();
		this.terminal.close();
		this.connection.close();
		this.node.close();
	}

	private void type(String keys) throws IOException {
		this.keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
		this.keyboard.flush();
	}

	private String screen() {
		return this.screen.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[=>]", "");
	}

	private void awaitScreen(String text) {
		Awaiting.until("the screen shows '" + text + "': " + screen(), () -> screen().contains(text));
	}

	@Test
	void aStatementMayHaveSeveralLinesAndErrorsEndNothing() throws Exception {
		type("create table city (name text);\r");
		awaitScreen("0 rows changed");
		type("insert into city\rvalues ('Malmö');\r");
		awaitScreen("1 row changed");
		assertThat(screen()).contains("-> ");
		type("select * from nowhere;\r");
		awaitScreen("no such table: nowhere");
		type("select name || '!' as greeting from city;\r");
		awaitScreen("Malmö!");
		type(".nonsense\r");
		awaitScreen(".help lists");
		type(".quit\r");
		assertThat(this.shell.get(30, TimeUnit.SECONDS)).isZero();
	}

	@Test
	void namesAndKeywordsAreCompleted() throws Exception {
		type("create table municipality (inhabitants int);\r");
		awaitScreen("0 rows changed");
		type("sel\t count(inhab\t) + 41 as n from municip\t;\r");
		awaitScreen("41");
		type(".ta\t\r");
		awaitScreen("table");
		assertThat(screen()).contains("municipality");
		type("\u0004");
		assertThat(this.shell.get(30, TimeUnit.SECONDS)).isZero();
	}

	@Test
	void whatWasTypedIsRemembered() throws Exception {
		type("select 6 * 7;\r");
		awaitScreen("42");
		type(".quit\r");
		this.shell.get(30, TimeUnit.SECONDS);
		assertThat(Files.readString(this.directory.resolve("history"))).contains("select 6 * 7;");
		this.terminal.close();
		this.screen.reset();
		open();
		awaitScreen("app>");
		// Ctrl-P is the line before
		type("\u0010\u0010\r");
		awaitScreen("42");
		type("\u0004");
		assertThat(this.shell.get(30, TimeUnit.SECONDS)).isZero();
	}

	@Test
	void interruptDropsTheLineAndNotTheShell() throws Exception {
		awaitScreen("app>");
		type("select 1,\r");
		awaitScreen("-> ");
		this.terminal.raise(Terminal.Signal.INT);
		awaitScreen("Ctrl-D");
		type("select 6 * 7;\r");
		awaitScreen("42");
		type("\u0004");
		assertThat(this.shell.get(30, TimeUnit.SECONDS)).isZero();
	}

}
