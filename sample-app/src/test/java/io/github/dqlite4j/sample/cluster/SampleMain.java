package io.github.dqlite4j.sample.cluster;

import java.io.IOException;

import io.github.dqlite4j.sample.SampleApplication;

/**
 * The sample application in a process that never outlives the one that started it: it
 * ends when its standard input does.
 */
final class SampleMain {

	private static final int ORPHANED = 3;

	private SampleMain() {
	}

	public static void main(String[] arguments) {
		Thread leash = new Thread(SampleMain::endWithStandardInput, "leash");
		leash.setDaemon(true);
		leash.start();
		SampleApplication.main(arguments);
	}

	private static void endWithStandardInput() {
		try {
			while (System.in.read() >= 0) {
				// nothing is ever written
			}
		}
		catch (IOException ex) {
			// the same as its end
		}
		Runtime.getRuntime().halt(ORPHANED);
	}

}
