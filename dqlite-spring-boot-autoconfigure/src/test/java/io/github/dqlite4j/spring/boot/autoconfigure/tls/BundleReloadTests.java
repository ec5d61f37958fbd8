package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.spring.boot.autoconfigure.LocalNode;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The certificates of a running application are replaced, as Boot notices it by its
 * files: those of {@code mine}, and {@code roots}, which it trusts.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class BundleReloadTests {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	@TempDir
	static Path certificateDirectory;

	private static PemCertificates certificates;

	@TempDir
	Path directory;

	@RegisterExtension
	final TlsApplications applications = new TlsApplications();

	@BeforeAll
	static void makeCertificates() throws Exception {
		certificates = new PemCertificates(certificateDirectory).authority("old")
			.authority("new")
			.issue("before", "old", "ip:127.0.0.1")
			.issue("after", "new", "ip:127.0.0.1")
			.issue("elsewhere", "old", "dns:elsewhere.example");
	}

	@BeforeEach
	void begin() throws Exception {
		certificates.replace("mine", "before");
		certificates.trust("roots", "old");
	}

	@Test
	void anotherAuthorityTakesOverInBothDirectionsWithoutARestart(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext application = start();
		JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
		jdbc.execute("CREATE TABLE note (text TEXT)");
		connect(application, "before", "old").close();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect(application, "after", "old"));
		certificates.trust("roots", "old", "new");
		await().atMost(DEADLINE)
			.ignoreExceptionsInstanceOf(SQLException.class)
			.untilAsserted(() -> connect(application, "after", "old").close());
		certificates.replace("mine", "after");
		await().atMost(DEADLINE)
			.ignoreExceptionsInstanceOf(SQLException.class)
			.untilAsserted(() -> connect(application, "after", "new").close());
		assertThat(output).contains("New connections of dqlite use what is new in the SSL bundle 'dqlite'");
		// to a node that trusts the new authority only, and which this one dials
		ConfigurableApplicationContext second = this.applications.start(certificates.bundle("dqlite", "after", "new"),
				"node.ssl.bundle=dqlite", "node.data-dir=" + this.directory.resolve("second"),
				"node.join=" + address(application));
		second.getBean(JdbcTemplate.class).update("INSERT INTO note VALUES ('joined')");
		assertThat(second.getBean(ClusterObserver.class).observe().members()).hasSize(2);
		application.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
		assertThat(jdbc.queryForObject("SELECT text FROM note", String.class)).isEqualTo("joined");
	}

	@Test
	void whatCanNotBeUsedLeavesThingsAsTheyAre(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext application = start();
		certificates.replaceKey("mine", "after");
		await().atMost(DEADLINE)
			.untilAsserted(() -> assertThat(output).contains("go on with what was in the SSL bundle 'dqlite' before")
				.contains("the private key is not that of the certificate"));
		connect(application, "before", "old").close();
	}

	@Test
	void aCertificateThatOthersWouldRefuseIsNotTakenOver(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext application = start();
		certificates.replace("mine", "elsewhere");
		await().atMost(DEADLINE)
			.untilAsserted(() -> assertThat(output).contains("go on with what was in the SSL bundle 'dqlite' before")
				.contains("its certificate is not for the host 127.0.0.1 but for [elsewhere.example]"));
		connect(application, "before", "old").close();
	}

	@Test
	void aNodeInAProcessOfItsOwnIsRenewedToo() throws Exception {
		ConfigurableApplicationContext application = start("node.isolation=process");
		JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
		jdbc.execute("CREATE TABLE note (text TEXT)");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect(application, "after", "new"));
		certificates.trust("roots", "old", "new");
		certificates.replace("mine", "after");
		await().atMost(DEADLINE)
			.ignoreExceptionsInstanceOf(SQLException.class)
			.untilAsserted(() -> connect(application, "after", "new").close());
		application.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
		jdbc.update("INSERT INTO note VALUES ('encrypted')");
	}

	/**
	 * Nobody watches files any more on behalf of the context that started the node.
	 */
	@Test
	void aNodeIsRenewedByWhoeverStillUsesIt() throws Exception {
		ConfigurableApplicationContext first = start();
		ConfigurableApplicationContext second = start();
		assertThat(address(second)).isEqualTo(address(first));
		this.applications.stop(first);
		certificates.trust("roots", "old", "new");
		certificates.replace("mine", "after");
		await().atMost(DEADLINE)
			.ignoreExceptionsInstanceOf(SQLException.class)
			.untilAsserted(() -> connect(second, "after", "new").close());
		assertThat(second.getBean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class)).isOne();
	}

	private ConfigurableApplicationContext start(String... more) {
		List<String> bundle = new ArrayList<>(certificates.bundle("dqlite", "mine", "roots"));
		bundle.add("spring.ssl.bundle.pem.dqlite.reload-on-update=true");
		bundle.add("spring.ssl.bundle.watch.file.quiet-period=100ms");
		List<String> properties = new ArrayList<>(List.of(more));
		properties.add("node.ssl.bundle=dqlite");
		properties.add("node.data-dir=" + this.directory.resolve("first"));
		return this.applications.start(bundle, properties.toArray(String[]::new));
	}

	/**
	 * Connects as a stranger that knows neither the pool nor the bundle.
	 * @param name the certificate to show
	 * @param authority whom to trust
	 */
	private Connection connect(ConfigurableApplicationContext application, String name, String authority)
			throws SQLException {
		return DriverManager.getConnection(
				"jdbc:dqlite://" + address(application) + "/app?sslRootCert=" + certificates.certificate(authority)
						+ "&sslCert=" + certificates.certificate(name) + "&sslKey=" + certificates.key(name));
	}

	private static String address(ConfigurableApplicationContext application) {
		return application.getBean(LocalNode.class).address().toString();
	}

}
