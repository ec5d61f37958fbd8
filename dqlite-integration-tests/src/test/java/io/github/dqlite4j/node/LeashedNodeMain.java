package io.github.dqlite4j.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.dqlite4j.node.NodeIdentity.State;

/**
 * {@link DqliteNodeMain} for tests: the process ends when its standard input does, that
 * is with the test that started it. With {@code --listen} it runs a bare node that
 * listens elsewhere than at the address it is known by, so that a proxy can stand
 * between. That has to be in this package, since a {@link DqliteNode} can't.
 */
public final class LeashedNodeMain {

	private LeashedNodeMain() {
	}

	public static void main(String[] args) throws Exception {
		Thread leash = new Thread(LeashedNodeMain::awaitEndOfInput, "leash");
		leash.setDaemon(true);
		leash.start();
		List<String> arguments = List.of(args);
		if (arguments.contains("--listen")) {
			startBareNode(arguments);
			new CountDownLatch(1).await();
		}
		DqliteNodeMain.main(args);
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

	private static void startBareNode(List<String> arguments) throws Exception {
		Path directory = Files.createDirectories(Path.of(value(arguments, "--data-dir")));
		long id = Long.parseLong(value(arguments, "--id"));
		NodeIdentity identity = new NodeIdentity(id, value(arguments, "--address"), false, State.MEMBER);
		NodeSettings settings = new NodeSettings(directory, identity.address(), null, List.of(), Duration.ofMinutes(1),
				Duration.ofMillis(Long.parseLong(value(arguments, "--latency"))), 512, 1024, 3, 3, null, 0,
				Duration.ofSeconds(30), 0, null);
		NativeNode node = new NodeLauncher(EngineLoader.shared().load(null), settings, new PlainTransport())
			.launch(directory, identity, NodeEndpoint.resolve(value(arguments, "--listen")));
		Runtime.getRuntime().addShutdownHook(new Thread(node::close));
		System.out.println("ready " + identity.address());
	}

	private static String value(List<String> arguments, String option) {
		return arguments.get(arguments.indexOf(option) + 1);
	}

}
