package io.github.dqlite4j.node.supervisor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

import io.github.dqlite4j.node.Awaiting;
import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.EngineUnderTest;
import io.github.dqlite4j.node.RunningNode;
import org.jspecify.annotations.Nullable;

/**
 * An application on a small disk, which fills it and frees it again. Prints what its node
 * says of that.
 */
public final class FullDiskMain {

	private static final int MEBIBYTE = 1024 * 1024;

	private static final long RESERVE = 16L * MEBIBYTE;

	private FullDiskMain() {
	}

	public static void main(String[] args) throws Exception {
		Path disk = Path.of(args[0]);
		if (args[1].equals("process")) {
			SupervisedNode node = SupervisedNode.builder(disk.resolve("data"))
				.diskReserve(RESERVE)
				.java(EngineUnderTest.java())
				.start();
			run(node, disk, () -> node.state().running() ? null : node.state().problem());
			System.out.println("restarts " + node.state().restarts());
		}
		else {
			DqliteNode node = DqliteNode.builder(disk.resolve("data")).diskReserve(RESERVE).start();
			run(node, disk, node::problem);
		}
	}

	private static void run(RunningNode node, Path disk, Supplier<@Nullable String> problem) throws Exception {
		try (node) {
			execute(node, "CREATE TABLE entry (id INTEGER PRIMARY KEY)");
			execute(node, "INSERT INTO entry VALUES (1)");
			Path filler = disk.resolve("filler");
			fill(filler);
			Awaiting.until("the node stops", () -> problem.get() != null);
			System.out.println("problem " + problem.get());
			Files.delete(filler);
			Awaiting.until("the node serves again", () -> problem.get() == null);
			execute(node, "INSERT INTO entry VALUES (2)");
			System.out.println("entries " + count(node));
		}
	}

	private static void fill(Path filler) throws IOException {
		try (OutputStream output = Files.newOutputStream(filler)) {
			while (true) {
				output.write(new byte[MEBIBYTE]);
			}
		}
		catch (IOException ex) {
			System.out.println("full " + ex.getMessage());
		}
	}

	private static void execute(RunningNode node, String sql) throws SQLException {
		try (Connection connection = connect(node); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static int count(RunningNode node) throws SQLException {
		try (Connection connection = connect(node);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SELECT count(*) FROM entry")) {
			result.next();
			return result.getInt(1);
		}
	}

	private static Connection connect(RunningNode node) throws SQLException {
		return DriverManager.getConnection("jdbc:dqlite://" + node.address() + "/disk");
	}

}
