package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConnectionDetails;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An SSL bundle gets into pools of all kinds, or the start fails and says why.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class PoolBundleTests {

	private static final String UNKNOWN = "io.github.dqlite4j.spring.boot.autoconfigure.pool.UnknownPool";

	@TempDir
	static Path certificateDirectory;

	private static PemCertificates certificates;

	@TempDir
	Path directory;

	@RegisterExtension
	final TlsApplications applications = new TlsApplications();

	@BeforeAll
	static void makeCertificates() throws Exception {
		certificates = new PemCertificates(certificateDirectory).authority("root")
			.issue("node", "root", "ip:127.0.0.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.zaxxer.hikari.HikariDataSource", "org.apache.tomcat.jdbc.pool.DataSource",
			"org.apache.commons.dbcp2.BasicDataSource", "org.springframework.jdbc.datasource.SimpleDriverDataSource" })
	void poolConnectsByTheBundle(String type) throws Exception {
		ConfigurableApplicationContext application = start(type);
		assertThat(application.getBean(DataSource.class)).isInstanceOf(Class.forName(type));
		JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
		jdbc.execute("CREATE TABLE note (text TEXT)");
		jdbc.update("INSERT INTO note VALUES ('encrypted')");
		assertThat(jdbc.queryForList("SELECT text FROM note", String.class)).containsExactly("encrypted");
	}

	@Test
	void soDoesThePoolOfAnotherDatabase() {
		ConfigurableApplicationContext application = start(HikariDataSource.class.getName());
		try (HikariDataSource audit = new HikariDataSource()) {
			audit.setJdbcUrl(application.getBean(DqliteConnectionDetails.class).forDatabase("audit").getJdbcUrl());
			audit.setMaximumPoolSize(1);
			application.getAutowireCapableBeanFactory().initializeBean(audit, "auditDataSource");
			JdbcTemplate jdbc = new JdbcTemplate(audit);
			jdbc.execute("CREATE TABLE event (text TEXT)");
			assertThat(jdbc.queryForList("SELECT text FROM event", String.class)).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "com.zaxxer.hikari.HikariDataSource, hikari.data-source-properties.busyTimeoot=1s",
			"org.apache.tomcat.jdbc.pool.DataSource, tomcat.connection-properties=busyTimeoot=1s",
			"org.apache.commons.dbcp2.BasicDataSource, dbcp2.connection-properties=busyTimeoot=1s" })
	void propertiesOfThePoolStillReachTheDriver(String type, String property) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(
					() -> start(type, "spring.datasource." + property).getBean(JdbcTemplate.class).execute("SELECT 1"))
			.havingRootCause()
			.withMessageContaining("the key busyTimeoot is unknown");
	}

	@Test
	void poolThatTakesAUrlAloneIsRefused(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start(UNKNOWN));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The data source is a " + UNKNOWN + ", which can be given a URL alone")
			.contains("HikariCP, Apache Commons DBCP 2 or Tomcat JDBC")
			.doesNotContain("\tat org.springframework");
	}

	@Test
	void poolThatIsNotKnownIsWarnedOfWhereItWorks(CapturedOutput output) {
		ConfigurableApplicationContext application = this.applications
			.start(List.of("spring.datasource.type=" + UNKNOWN), "node.data-dir=" + this.directory);
		assertThat(application.getBean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class)).isOne();
		assertThat(output).contains("The data source is a " + UNKNOWN + ", which is not known here")
			.contains("Connection.isValid");
	}

	private ConfigurableApplicationContext start(String type, String... properties) {
		List<String> all = new ArrayList<>(certificates.bundle("dqlite", "node", "root"));
		all.add("spring.datasource.type=" + type);
		all.addAll(List.of(properties));
		return this.applications.start(all, "node.data-dir=" + this.directory, "node.ssl.bundle=dqlite");
	}

}
