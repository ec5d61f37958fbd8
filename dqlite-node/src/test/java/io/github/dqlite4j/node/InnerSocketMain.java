package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;

/**
 * Asks the engine of another process who leads, by its local socket.
 */
final class InnerSocketMain {

	private InnerSocketMain() {
	}

	public static void main(String[] args) {
		try {
			System.out.println(new NodeQuery(new InnerAddress(args[0]), Duration.ofSeconds(10)).leader());
		}
		catch (IOException ex) {
			System.out.println("refused: " + ex);
		}
	}

}
