package io.github.dqlite4j.node.supervisor;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import io.github.dqlite4j.node.EngineUnderTest;

/**
 * An application with a supervised node, to be killed. Prints the process and the address
 * of the node.
 */
public final class SupervisingMain {

	private SupervisingMain() {
	}

	public static void main(String[] args) throws Exception {
		SupervisedNode node = SupervisedNode.builder(Path.of(args[0])).java(EngineUnderTest.java()).start();
		System.out.println("pid " + node.state().pid());
		System.out.println("address " + node.address());
		new CountDownLatch(1).await();
	}

}
