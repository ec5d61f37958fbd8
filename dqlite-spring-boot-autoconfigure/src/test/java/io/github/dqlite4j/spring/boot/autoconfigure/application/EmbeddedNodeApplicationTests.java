package io.github.dqlite4j.spring.boot.autoconfigure.application;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.node.DqliteNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for an application from its repositories down to the engine in its own process.
 */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedNodeApplicationTests {

	@TempDir
	Path directory;

	@Test
	void migratesWritesAndFindsTheDataAgain() {
		try (ConfigurableApplicationContext context = run("db/notes")) {
			NoteRepository notes = context.getBean(NoteRepository.class);
			assertThat(notes.save(new Note("written by JPA")).getId()).isEqualTo(2);
			assertThat(notes.findByTextContaining("written")).hasSize(2);
		}
		try (ConfigurableApplicationContext context = run("db/notes")) {
			assertThat(context.getBean(NoteRepository.class).findAll()).extracting(Note::getText)
				.containsExactly("written by Flyway", "written by JPA");
		}
	}

	@Test
	void contextsOnOneDirectoryShareTheNode() {
		try (ConfigurableApplicationContext first = run("db/notes")) {
			try (ConfigurableApplicationContext second = run("db/notes")) {
				assertThat(url(second)).isEqualTo(url(first));
				second.getBean(NoteRepository.class).save(new Note("written by the second"));
			}
			assertThat(first.getBean(NoteRepository.class).findByTextContaining("second")).hasSize(1);
		}
	}

	@Test
	void nodeStopsAfterThePoolAndLeavesTheDirectoryFree(CapturedOutput output) throws Exception {
		run("db/notes").close();
		assertThat(output.toString().indexOf("Shutdown completed")).isPositive()
			.isLessThan(output.toString().indexOf("Stopped dqlite node"));
		assertThat(output).doesNotContain("Exception");
		DqliteNode.builder(this.directory).start().close();
	}

	@Test
	void vendorInLocationsIsDqlite() {
		try (ConfigurableApplicationContext context = run("db/vendor/{vendor}")) {
			assertThat(tables(context)).contains("found_by_vendor");
		}
	}

	@Test
	void brokenMigrationIsReportedAndLeavesNothingBehind(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> run("db/broken"));
		assertThat(output)
			.contains("The migration db/broken/V2__broken.sql failed at line 3: near \"CREAT\": syntax error")
			.contains("    CREAT TABLE broken (id INTEGER PRIMARY KEY)")
			.contains("The script was rolled back as a whole")
			.doesNotContain("\tat org.springframework");
		try (ConfigurableApplicationContext context = run("db/broken", "spring.flyway.enabled=false")) {
			assertThat(tables(context)).contains("fine").doesNotContain("half_created");
		}
	}

	@Test
	void clusterWithoutALeaderIsReportedNodeByNode(CapturedOutput output) throws Exception {
		DqliteNode node = DqliteNode.builder(this.directory).start();
		node.close();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> run("db/notes",
				"spring.datasource.dqlite.nodes=" + node.address(), "spring.datasource.dqlite.leader-timeout=3s"));
		assertThat(output).contains("No leader of the dqlite cluster was found. Its nodes:")
			.containsPattern("\n    " + node.address() + ": .*refused")
			.contains("raise spring.datasource.dqlite.leader-timeout")
			.doesNotContain("\tat org.springframework");
	}

	private ConfigurableApplicationContext run(String location, String... properties) {
		Stream<String> own = Stream.of("spring.datasource.dqlite.node.data-dir=" + this.directory,
				"spring.flyway.locations=classpath:" + location);
		return new SpringApplicationBuilder(NoteApplication.class).web(WebApplicationType.NONE)
			.properties(Stream.concat(own, Stream.of(properties)).toArray(String[]::new))
			.run();
	}

	private static String url(ConfigurableApplicationContext context) {
		return context.getBean(HikariDataSource.class).getJdbcUrl();
	}

	private static List<String> tables(ConfigurableApplicationContext context) {
		return context.getBean(JdbcClient.class)
			.sql("SELECT name FROM sqlite_master WHERE type = 'table'")
			.query(String.class)
			.list();
	}

}
