package io.github.dqlite4j.node.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.client.tls.RenewableSslContext;
import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.NodeStartException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of a supervised node. It obeys its standard input, and ends with it: that
 * is when the application is gone, however it went.
 * <p>
 * Signals that ask for the end are put off until then. A terminal or a service manager
 * sends them to all processes of an application at once, and the node must be there until
 * the last request is answered.
 */
public final class ChildMain {

	private static final Logger logger = LoggerFactory.getLogger(ChildMain.class);

	private static final int START_FAILED = 1;

	private static final int REPORT_MILLIS = 250;

	/**
	 * Names the directory of the copied libraries, which the application would have
	 * removed.
	 */
	static final String COPIES_PROPERTY = "dqlite.supervisor.copies";

	private final CountDownLatch told = new CountDownLatch(1);

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final BufferedReader in;

	private final PrintStream out;

	private volatile @Nullable DqliteNode node;

	private ChildMain(InputStream in, PrintStream out) {
		this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
		this.out = out;
	}

	/**
	 * Runs a node until the application says that it is to stop, or is gone.
	 * @param args none; settings come by standard input
	 * @throws IOException if standard input can't be read
	 * @throws InterruptedException if the main thread is interrupted
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		System.exit(new ChildMain(System.in, System.out).run());
	}

	private int run() throws IOException, InterruptedException {
		Message start = read();
		if (start == null) {
			removeCopies();
			return 0;
		}
		Runtime.getRuntime().addShutdownHook(new Thread(this::awaitStopped, "dqlite-node-reprieve"));
		ChildSettings settings = ChildSettings.of(start);
		Thread leash = new Thread(() -> obey(settings.tls()), "dqlite-node-leash");
		leash.setDaemon(true);
		leash.start();
		try (DqliteNode node = settings.builder().start()) {
			this.node = node;
			send(Message.of(Message.Kind.READY, Long.toUnsignedString(node.id()), node.address(),
					node.dataDirectory().toString(), node.engineVersion()));
			reportUntilTold(node);
			return 0;
		}
		catch (NodeStartException ex) {
			StringWriter trace = new StringWriter();
			ex.printStackTrace(new PrintWriter(trace));
			send(Message.of(Message.Kind.FAILED, ex.reason().name(), ex.problem(), ex.remedy(), trace.toString()));
			return START_FAILED;
		}
		finally {
			this.stopped.countDown();
		}
	}

	/**
	 * Says what keeps the node from running whenever that changes.
	 */
	private void reportUntilTold(DqliteNode node) throws InterruptedException {
		String said = "";
		while (!this.told.await(REPORT_MILLIS, TimeUnit.MILLISECONDS)) {
			String problem = Objects.requireNonNullElse(node.problem(), "");
			if (!problem.equals(said)) {
				said = problem;
				send(Message.of(Message.Kind.PROBLEM, problem));
			}
		}
	}

	private void awaitStopped() {
		try {
			this.stopped.await();
		}
		catch (InterruptedException ex) {
			// Nobody interrupts this thread; if so, the process ends as it was asked to.
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Does what the application says, until it says to stop or is gone. A node that has
	 * not started by then has nothing to hand over.
	 */
	private void obey(@Nullable RenewableSslContext tls) {
		try {
			Message message = read();
			while (message != null && message.kind() != Message.Kind.STOP) {
				DqliteNode running = this.node;
				if (message.kind() == Message.Kind.DATABASE && running != null) {
					running.holdBackWritersOf(message.field(0));
				}
				else if (message.kind() == Message.Kind.CERTIFICATES && tls != null) {
					renew(tls, message.field(0));
				}
				message = read();
			}
			if (message == null) {
				removeCopies();
			}
		}
		catch (IOException ex) {
			logger.warn("The application can't be heard any more, so that its dqlite node stops", ex);
		}
		if (this.node == null) {
			Runtime.getRuntime().halt(0);
		}
		this.told.countDown();
	}

	private static void renew(RenewableSslContext tls, String text) {
		try {
			tls.renew(KeyMaterialText.decode(text));
		}
		catch (TlsException ex) {
			logger.warn("The node goes on with the certificates before: {}", ex.getMessage());
		}
	}

	private static void removeCopies() throws IOException {
		String copies = System.getProperty(COPIES_PROPERTY);
		if (copies != null) {
			ChildClassPath.remove(Path.of(copies));
		}
	}

	private @Nullable Message read() throws IOException {
		String line = this.in.readLine();
		return (line != null) ? Message.parse(line) : null;
	}

	private void send(Message message) {
		this.out.println(message.line());
		this.out.flush();
	}

}
