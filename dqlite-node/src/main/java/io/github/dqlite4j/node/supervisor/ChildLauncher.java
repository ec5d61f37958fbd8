package io.github.dqlite4j.node.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.github.dqlite4j.client.tls.RenewableSslContext;
import io.github.dqlite4j.node.NodeStartException;
import io.github.dqlite4j.node.NodeStartException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Starts the processes of one node, one after the other.
 */
final class ChildLauncher implements AutoCloseable {

	/**
	 * For the start of the JVM and of the engine, beside the time to join a cluster.
	 */
	private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

	/**
	 * How long the process of an application that was killed may take to hand over.
	 */
	private static final Duration PREDECESSOR_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration PAUSE = Duration.ofMillis(250);

	private final Path java;

	private final ChildClassPath classPath;

	private final ChildSettings settings;

	ChildLauncher(Path java, ChildClassPath classPath, ChildSettings settings) {
		this.java = java;
		this.classPath = classPath;
		this.settings = settings;
	}

	/**
	 * Start the node for the first time. When an application was killed, its node may
	 * still be there for a moment: that is waited for.
	 * @return the running node
	 * @throws NodeStartException if it can't be started
	 * @throws InterruptedException if this thread is interrupted
	 */
	SupervisedNode launchFirst() throws NodeStartException, InterruptedException {
		long end = System.nanoTime() + PREDECESSOR_TIMEOUT.toNanos();
		while (true) {
			try {
				ChildProcess child = start(this.settings);
				return new SupervisedNode(this, child, answer(child));
			}
			catch (NodeStartException ex) {
				if (ex.reason() != Reason.DATA_DIRECTORY_IN_USE || System.nanoTime() > end) {
					throw ex;
				}
				Thread.sleep(PAUSE.toMillis());
			}
		}
	}

	/**
	 * Start the node again.
	 * @param address the address that it had
	 * @return its process, in which it serves
	 * @throws NodeStartException if it can't be started
	 * @throws InterruptedException if this thread is interrupted
	 */
	ChildProcess launch(String address) throws NodeStartException, InterruptedException {
		ChildProcess child = start(this.settings.at(address));
		answer(child);
		return child;
	}

	private ChildProcess start(ChildSettings settings) throws NodeStartException {
		try {
			return ChildProcess.launch(this.java, this.classPath, settings);
		}
		catch (IOException ex) {
			throw failure("can't be started with " + this.java + ": " + ex.getMessage() + ".", ex);
		}
	}

	private Message answer(ChildProcess child) throws NodeStartException, InterruptedException {
		boolean ready = false;
		try {
			Optional<Message> answer = child.awaitAnswer(this.settings.node().joinTimeout().plus(START_TIMEOUT));
			if (answer.isEmpty()) {
				child.kill();
				child.awaitEnd();
				throw failure("ended " + child.end(), null);
			}
			Message message = answer.get();
			if (message.kind() == Message.Kind.FAILED) {
				throw new NodeStartException(Reason.valueOf(message.field(0)), message.field(1), message.field(2),
						new ChildException(child.pid(), message.field(3)));
			}
			ready = true;
			return message;
		}
		finally {
			if (!ready) {
				child.kill();
			}
		}
	}

	private NodeStartException failure(String what, @Nullable Throwable cause) {
		return new NodeStartException(Reason.ENGINE_FAILED,
				"The process of the dqlite node in " + this.settings.node().dataDirectory() + " " + what,
				"If what it wrote does not tell the cause, run the node in the process of the application for a trial.",
				cause);
	}

	/**
	 * Return by which certificates the node speaks with others.
	 * @return the context, or {@code null} for plain text
	 */
	@Nullable RenewableSslContext tls() {
		return this.settings.tls();
	}

	@Override
	public void close() throws IOException {
		this.classPath.close();
	}

}
