package io.github.dqlite4j.sample.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.client.NodeAddress;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One instance of the sample application in a process of its own, with its node and its
 * web server.
 */
final class SampleInstance implements AutoCloseable {

	/**
	 * How long anything may take on a machine that does other things besides.
	 */
	static final Duration DEADLINE = Duration.ofMinutes(4);

	/** The status of a JVM that was ended by SIGTERM. */
	private static final int TERMINATED = 143;

	private final Path log;

	private final List<String> options;

	private final List<String> wrapper;

	private final List<String> arguments;

	private final NodeAddresses addresses;

	private @Nullable Process process;

	private @Nullable Process pause;

	/**
	 * Describe an instance.
	 * @param log where its output goes
	 * @param options the options of its JVM that say where its classes are
	 * @param wrapper the command that runs the one that starts it; may be empty
	 * @param addresses where its web server and its node listen
	 * @param arguments the arguments of its command line besides those
	 */
	SampleInstance(Path log, List<String> options, List<String> wrapper, NodeAddresses addresses,
			List<String> arguments) {
		this.log = log;
		this.options = options;
		this.wrapper = wrapper;
		this.addresses = addresses;
		this.arguments = arguments;
	}

	int port() {
		return this.addresses.httpPort();
	}

	String nodeAddress() {
		return this.addresses.node();
	}

	/**
	 * Return where this process reaches the node, which may be known by another name.
	 */
	NodeAddress bindAddress() {
		return this.addresses.bind();
	}

	/**
	 * Start the process and wait until the instance takes requests.
	 */
	void start() {
		launch();
		awaitReady();
	}

	/**
	 * Start the process.
	 */
	void launch() {
		List<String> command = new ArrayList<>(this.wrapper);
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx160m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
		command.addAll(this.options);
		command.addAll(List.of(SampleMain.class.getName(), "--server.port=" + port(),
				"--spring.datasource.dqlite.node.address=" + nodeAddress(),
				"--spring.datasource.dqlite.node.bind=" + bindAddress()));
		command.addAll(this.arguments);
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()))
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void awaitReady() {
		await(this + " is ready").atMost(DEADLINE).until(() -> {
			assertThat(process().isAlive()).as(this::log).isTrue();
			return isReady(DEADLINE);
		});
	}

	/**
	 * Ask the instance whether it takes requests.
	 * @param timeout how long it may take to answer
	 */
	boolean isReady(Duration timeout) {
		try {
			return readiness(timeout).status() == HttpAnswer.OK;
		}
		catch (IOException ex) {
			return false;
		}
	}

	HttpAnswer readiness(Duration timeout) throws IOException {
		return HttpAnswer.to(port(), "GET", "/actuator/health/readiness", "", timeout);
	}

	/**
	 * Ask the process to end, as systemd and Kubernetes do, and wait for it to have done
	 * so.
	 */
	void terminate() {
		process().toHandle().destroy();
		awaitEnd();
		assertThat(process().exitValue()).as(this::log).isEqualTo(TERMINATED);
	}

	/**
	 * End the process by SIGKILL.
	 */
	void kill() {
		process().destroyForcibly();
		awaitEnd();
	}

	private void awaitEnd() {
		await(this + " ends").atMost(DEADLINE).until(() -> !process().isAlive());
	}

	/**
	 * Stop the process in its tracks by SIGSTOP. A helper holds it so; it lets go when it
	 * is told, or when this process ends.
	 */
	void pause() throws IOException {
		Process helper = new ProcessBuilder("sh", "-c", "kill -STOP $1 && echo stopped && cat && kill -CONT $1", "sh",
				Long.toString(process().pid()))
			.start();
		assertThat(helper.getInputStream().read()).isEqualTo('s');
		this.pause = helper;
	}

	/**
	 * Let a paused process go on.
	 */
	void resume() throws IOException, InterruptedException {
		Process helper = this.pause;
		if (helper != null) {
			this.pause = null;
			helper.getOutputStream().close();
			assertThat(helper.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
	}

	private Process process() {
		Process current = this.process;
		assertThat(current).as("%s was started", this).isNotNull();
		return current;
	}

	/**
	 * What the instance has written since it was started first.
	 */
	String log() {
		try {
			return "Log of " + this + ":\n" + Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws Exception {
		resume();
		if (this.process != null) {
			kill();
		}
	}

	@Override
	public String toString() {
		return "the instance at port " + port() + " with the node " + nodeAddress();
	}

}
