package io.github.dqlite4j.flyway;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * A process that migrates a database and says how many migrations it has applied.
 */
final class MigratingProcess {

	static final String EXECUTED = "executed: ";

	private MigratingProcess() {
	}

	public static void main(String[] arguments) {
		int executed = new TestDatabase(arguments[0], Path.of(arguments[1])).flyway().migrate().migrationsExecuted;
		try (PrintWriter output = new PrintWriter(new FileOutputStream(FileDescriptor.out))) {
			output.println(EXECUTED + executed);
		}
	}

}
