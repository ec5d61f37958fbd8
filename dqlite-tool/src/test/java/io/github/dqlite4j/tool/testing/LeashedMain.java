package io.github.dqlite4j.tool.testing;

import java.io.IOException;
import java.io.OutputStream;

import io.github.dqlite4j.tool.DqliteTool;

/**
 * The tool for tests: the process ends when its standard input does, that is with the
 * test that started it.
 */
public final class LeashedMain {

	private LeashedMain() {
	}

	public static void main(String[] args) {
		Thread leash = new Thread(LeashedMain::awaitEndOfInput, "leash");
		leash.setDaemon(true);
		leash.start();
		DqliteTool.main(args);
	}

	private static void awaitEndOfInput() {
		try {
			System.in.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// the test is gone, one way or the other
		}
		Runtime.getRuntime().halt(0);
	}

}
