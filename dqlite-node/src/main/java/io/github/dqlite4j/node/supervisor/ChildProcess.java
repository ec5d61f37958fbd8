package io.github.dqlite4j.node.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One process of a node, as the application sees it. What it logs is logged here, under
 * the same names.
 */
final class ChildProcess {

	private static final Logger logger = LoggerFactory.getLogger(ChildProcess.class);

	/**
	 * The application's own options, such as an agent or the port of a debugger, would be
	 * in the way.
	 */
	private static final List<String> FOREIGN_OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS",
			"_JAVA_OPTIONS");

	private static final List<String> PASSED_PROPERTIES = List.of("dqlite.library.", "jna.", "java.io.tmpdir");

	private static final int FIRST_WITH_NATIVE_ACCESS = 22;

	private static final int LAST_WORDS = 10;

	private static final int SIGNAL = 128;

	private final Process process;

	private final long startNanos = System.nanoTime();

	private final CompletableFuture<Message> answer = new CompletableFuture<>();

	private final Deque<String> lastWords = new ConcurrentLinkedDeque<>();

	private final Thread reader;

	private volatile @Nullable String problem;

	private ChildProcess(Process process) {
		this.process = process;
		this.reader = new Thread(this::read, "dqlite-node-output-" + process.pid());
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Start a process and tell it what to do.
	 * @param java the program that starts a JVM
	 * @param classPath what it needs
	 * @param settings the settings of the node
	 * @return the process, whose node does not serve yet
	 * @throws IOException if it can't be started
	 */
	static ChildProcess launch(Path java, ChildClassPath classPath, ChildSettings settings) throws IOException {
		List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx128m", "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1",
				"-XX:ErrorFile=" + System.getProperty("java.io.tmpdir") + "/dqlite-node-crash-%p.log",
				"-Dslf4j.provider=" + ForwardingServiceProvider.class.getName(), "-Dslf4j.internal.verbosity=WARN"));
		if (Runtime.version().feature() >= FIRST_WITH_NATIVE_ACCESS) {
			command.add("--enable-native-access=ALL-UNNAMED");
		}
		System.getProperties()
			.stringPropertyNames()
			.stream()
			.filter((name) -> PASSED_PROPERTIES.stream().anyMatch(name::startsWith))
			.forEach((name) -> command.add("-D" + name + "=" + System.getProperty(name)));
		Path copies = classPath.directory();
		if (copies != null) {
			command.add("-D" + ChildMain.COPIES_PROPERTY + "=" + copies);
		}
		command.addAll(List.of("-cp", classPath.toString(), ChildMain.class.getName()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		Map<String, String> environment = builder.environment();
		FOREIGN_OPTIONS.forEach(environment::remove);
		ChildProcess child = new ChildProcess(builder.start());
		child.send(settings.message());
		return child;
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			output.lines().forEach(this::take);
		}
		catch (IOException | UncheckedIOException ex) {
			logger.debug("The output of the dqlite node process {} has ended", pid(), ex);
		}
		finally {
			this.answer.completeExceptionally(new IOException("its process ended"));
		}
	}

	private void take(String line) {
		Message message = Message.parse(line);
		if (message == null) {
			remember(line);
			logger.warn("[dqlite node {}] {}", pid(), line);
		}
		else if (message.kind() == Message.Kind.LOG) {
			remember(message.field(2));
			LoggerFactory.getLogger(message.field(1))
				.atLevel(Level.valueOf(message.field(0)))
				.log("[dqlite node {}] {}", pid(), message.field(2));
		}
		else if (message.kind() == Message.Kind.PROBLEM) {
			this.problem = message.field(0).isEmpty() ? null : message.field(0);
		}
		else {
			this.answer.complete(message);
		}
	}

	private void remember(String line) {
		this.lastWords.add(line);
		while (this.lastWords.size() > LAST_WORDS) {
			this.lastWords.poll();
		}
	}

	/**
	 * Wait until the node serves or has failed to start.
	 * @param timeout how long to wait
	 * @return the message that says so; empty if the process ended without a word or did
	 * not answer in time
	 */
	Optional<Message> awaitAnswer(Duration timeout) throws InterruptedException {
		try {
			return Optional.of(this.answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("The dqlite node process {} has not answered", pid(), ex);
			return Optional.empty();
		}
	}

	/**
	 * Tell the process something. If it is gone, that is noticed elsewhere.
	 * @param message what
	 */
	void send(Message message) {
		try {
			OutputStream input = this.process.getOutputStream();
			input.write((message.line() + "\n").getBytes(StandardCharsets.UTF_8));
			input.flush();
		}
		catch (IOException ex) {
			logger.debug("The dqlite node process {} takes no messages", pid(), ex);
		}
	}

	/**
	 * Wait for the end.
	 * @throws InterruptedException if this thread is interrupted
	 */
	void awaitEnd() throws InterruptedException {
		this.process.waitFor();
		// what it wrote last may be on the way
		this.reader.join(TimeUnit.SECONDS.toMillis(1));
	}

	/**
	 * Wait for the end for some time.
	 * @param timeout how long
	 * @return whether it has ended
	 * @throws InterruptedException if this thread is interrupted
	 */
	boolean awaitEnd(Duration timeout) throws InterruptedException {
		return this.process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * End it by SIGKILL.
	 */
	void kill() {
		this.process.destroyForcibly();
	}

	/**
	 * Tell what keeps the node from running in its process.
	 * @return the problem; {@code null} if there is none
	 */
	@Nullable String problem() {
		return this.problem;
	}

	long pid() {
		return this.process.pid();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Return for how long it has run.
	 */
	Duration age() {
		return Duration.ofNanos(System.nanoTime() - this.startNanos);
	}

	/**
	 * Tell how it ended, and what it wrote last.
	 * @return the end of a sentence and further sentences
	 */
	String end() {
		int status = this.process.exitValue();
		String how = (status > SIGNAL) ? "by signal " + (status - SIGNAL) : "with status " + status;
		List<String> words = new ArrayList<>(new ArrayDeque<>(this.lastWords));
		return words.isEmpty() ? how + " and wrote nothing."
				: how + ". It wrote last:" + System.lineSeparator() + String.join(System.lineSeparator(), words);
	}

}
