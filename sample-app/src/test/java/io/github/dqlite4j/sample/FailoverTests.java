package io.github.dqlite4j.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.dqlite4j.sample.employee.Employee;
import io.github.dqlite4j.sample.employee.EmployeeRepository;
import io.github.dqlite4j.spring.boot.autoconfigure.endpoint.DqliteEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@DisabledIfSystemProperty(named = "spring.profiles.active", matches = "h2")
class FailoverTests {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	private static final int WRITERS = 4;

	private static final int ENOUGH = 25;

	@TempDir
	private Path directory;

	@Test
	void thePoolGoesOnWritingWhenTheLeaderStopsAndLosesNothing() throws Exception {
		try (ThreeNodes cluster = new ThreeNodes(this.directory);
				ConfigurableApplicationContext application = run(cluster.url("app"))) {
			EmployeeRepository employees = application.getBean(EmployeeRepository.class);
			String leader = leader(application);
			try (Writers writers = new Writers(WRITERS, employees)) {
				awaitProgress(writers, "before the leader stops");
				cluster.stop(leader);
				awaitProgress(writers, "after the leader stopped");
				writers.stop();
				assertThat(leader(application)).isNotEqualTo(leader);
				assertThat(namesWritten(employees)).doesNotHaveDuplicates().containsAll(writers.acknowledged());
			}
		}
	}

	private static ConfigurableApplicationContext run(String url) {
		return new SpringApplicationBuilder(SampleApplication.class).web(WebApplicationType.NONE)
			.run("--spring.datasource.url=" + url);
	}

	private static String leader(ConfigurableApplicationContext application) {
		DqliteEndpoint endpoint = application.getBean(DqliteEndpoint.class);
		return Objects
			.requireNonNull(await().atMost(DEADLINE).until(() -> endpoint.cluster().leader(), Objects::nonNull));
	}

	private static void awaitProgress(Writers writers, String when) {
		List<Integer> before = writers.counts();
		await("every thread writes " + when).atMost(DEADLINE).until(() -> {
			List<Integer> now = writers.counts();
			for (int i = 0; i < now.size(); i++) {
				if (now.get(i) < before.get(i) + ENOUGH) {
					return false;
				}
			}
			return true;
		});
	}

	private static List<String> namesWritten(EmployeeRepository employees) {
		return employees.findAll()
			.stream()
			.filter((employee) -> employee.getTitle().equals(Writers.TITLE))
			.map(Employee::getName)
			.toList();
	}

}
