package io.github.dqlite4j.flyway;

import java.io.IOException;
import java.io.OutputStream;

import io.github.dqlite4j.node.DqliteNodeMain;

/**
 * A node in a process that ends when its standard input does, that is, with the test that
 * started it.
 */
final class LeashedNode {

	private LeashedNode() {
	}

	public static void main(String[] arguments) throws InterruptedException {
		Thread leash = new Thread(LeashedNode::awaitEndOfInput, "leash");
		leash.setDaemon(true);
		leash.start();
		DqliteNodeMain.main(arguments);
	}

	private static void awaitEndOfInput() {
		try {
			System.in.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// The test is gone, one way or the other.
		}
		Runtime.getRuntime().halt(0);
	}

}
