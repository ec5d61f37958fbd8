package io.github.dqlite4j.sample.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.sample.SampleApplication;
import io.github.dqlite4j.sample.employee.EmployeeRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An instance that leads and is asked to stop: requests drain, then the pool closes, then
 * the node hands over and stops.
 */
@ExtendWith(OutputCaptureExtension.class)
@DisabledIfSystemProperty(named = "spring.profiles.active", matches = "h2")
class ShutdownOrderTests {

	private static final Duration DEADLINE = SampleInstance.DEADLINE;

	@TempDir
	private Path directory;

	@Test
	void requestsDrainThenThePoolClosesThenTheNodeHandsOverAndStops(CapturedOutput output) throws Exception {
		try (DqliteNode first = DqliteNode.builder(this.directory.resolve("a")).start();
				DqliteNode second = DqliteNode.builder(this.directory.resolve("b"))
					.join(List.of(first.address()))
					.start();
				ConfigurableApplicationContext application = run(first.address())) {
			ClusterAdministration others = new ClusterAdministration(
					List.of(NodeAddress.parse(first.address()), NodeAddress.parse(second.address())), DEADLINE);
			NodeAddress own = lead(others, List.of(first.address(), second.address()));
			long employees = application.getBean(EmployeeRepository.class).count();
			HikariDataSource pool = application.getBean(HikariDataSource.class);
			SlowController slow = application.getBean(SlowController.class);
			ApplicationAvailability availability = application.getBean(ApplicationAvailability.class);
			int port = Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
			CompletableFuture<HttpAnswer> request = CompletableFuture.supplyAsync(() -> slow(port));
			assertThat(slow.entered.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Void> closing = CompletableFuture.runAsync(application::close);
			await().atMost(DEADLINE).until(() -> availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
			await("no new requests are taken").atMost(DEADLINE).until(() -> isRefused(port));
			assertThat(pool.isClosed()).isFalse();
			assertThat(others.leader()).isEqualTo(own);
			slow.mayGoOn.countDown();
			assertThat(request.get(DEADLINE.toSeconds(), TimeUnit.SECONDS).body()).startsWith("HTTP/1.1 200")
				.endsWith("\n" + employees);
			closing.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
			assertThat(pool.isClosed()).isTrue();
			assertThat(output.toString()).containsSubsequence("Graceful shutdown complete", "Shutdown completed.",
					"Stopped dqlite node");
			assertThat(others.leader()).isNotEqualTo(own);
		}
	}

	private ConfigurableApplicationContext run(String join) {
		return new SpringApplicationBuilder(SampleApplication.class, SlowController.class).run("--server.port=0",
				"--spring.datasource.dqlite.node.data-dir=" + this.directory.resolve("c"),
				"--spring.datasource.dqlite.node.join=" + join);
	}

	/**
	 * Make the member lead that is none of the others.
	 */
	private static NodeAddress lead(ClusterAdministration cluster, List<String> others) throws Exception {
		NodeInfo member = cluster.members()
			.stream()
			.filter((node) -> !others.contains(node.address()))
			.findFirst()
			.orElseThrow();
		cluster.transferLeadership(member.id());
		NodeAddress address = NodeAddress.parse(member.address());
		await().atMost(DEADLINE).until(() -> cluster.leader().equals(address));
		return address;
	}

	private static HttpAnswer slow(int port) {
		try {
			return HttpAnswer.to(port, "GET", "/slow", "", DEADLINE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isRefused(int port) {
		try {
			HttpAnswer.to(port, "GET", "/actuator/health/liveness", "", DEADLINE);
			return false;
		}
		catch (ConnectException ex) {
			return true;
		}
		catch (IOException ex) {
			// taken by a listener that was being closed
			return false;
		}
	}

	/**
	 * Answers when it may, with what it reads from the database then.
	 */
	@RestController
	static class SlowController {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch mayGoOn = new CountDownLatch(1);

		private final EmployeeRepository employees;

		SlowController(EmployeeRepository employees) {
			this.employees = employees;
		}

		@GetMapping("/slow")
		String answer() throws InterruptedException {
			this.entered.countDown();
			assertThat(this.mayGoOn.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			return String.valueOf(this.employees.count());
		}

	}

}
