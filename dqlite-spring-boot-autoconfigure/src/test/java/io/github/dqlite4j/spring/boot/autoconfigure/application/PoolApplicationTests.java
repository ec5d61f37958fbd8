package io.github.dqlite4j.spring.boot.autoconfigure.application;

import java.nio.file.Path;
import java.util.Objects;

import javax.sql.DataSource;

import io.github.dqlite4j.node.DqliteNode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application with another pool than Boot's default, or with none.
 */
@ExtendWith(OutputCaptureExtension.class)
class PoolApplicationTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "org.apache.tomcat.jdbc.pool.DataSource", "org.apache.commons.dbcp2.BasicDataSource",
			"org.springframework.jdbc.datasource.SimpleDriverDataSource", "io.github.dqlite4j.jdbc.DqliteDataSource" })
	void migratesWritesIsHealthyAndStopsItsNodeLast(String type, CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run("spring.datasource.type=" + type)) {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(Class.forName(type));
			NoteRepository notes = context.getBean(NoteRepository.class);
			notes.save(new Note("written by JPA"));
			assertThat(notes.findAll()).extracting(Note::getText)
				.containsExactly("written by Flyway", "written by JPA");
			for (String indicator : new String[] { "dbHealthContributor", "dqliteHealthContributor" }) {
				assertThat(
						Objects.requireNonNull(context.getBean(indicator, HealthIndicator.class).health()).getStatus())
					.isEqualTo(Status.UP);
			}
		}
		assertThat(output).contains("Stopped dqlite node").doesNotContain("Exception", "is not known here");
		DqliteNode.builder(this.directory).start().close();
	}

	private ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(NoteApplication.class).web(WebApplicationType.NONE)
			.properties("spring.datasource.dqlite.node.data-dir=" + this.directory,
					"spring.flyway.locations=classpath:db/notes")
			.properties(properties)
			.run();
	}

}
