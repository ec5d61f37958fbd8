package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.spring.boot.autoconfigure.LocalNode;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;
import io.github.dqlite4j.spring.boot.autoconfigure.endpoint.DqliteEndpoint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Applications that name an SSL bundle once, and of which every connection is encrypted.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class BundleClusterTests {

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
		certificates = new PemCertificates(certificateDirectory).authority("root")
			.issue("node", "root", "dns:localhost,ip:127.0.0.1")
			.issue("client", "root", "dns:client");
	}

	@Test
	void threeInstancesAreAClusterThatOutlivesOneOfThem() throws Exception {
		ConfigurableApplicationContext founder = start("node.data-dir=" + this.directory.resolve("1"));
		String first = address(founder);
		ConfigurableApplicationContext second = start("node.data-dir=" + this.directory.resolve("2"),
				"node.join=" + first);
		ConfigurableApplicationContext third = start("node.data-dir=" + this.directory.resolve("3"),
				"node.join=" + first + "," + address(second));
		JdbcTemplate jdbc = second.getBean(JdbcTemplate.class);
		jdbc.execute("CREATE TABLE note (text TEXT)");
		jdbc.update("INSERT INTO note VALUES ('before')");
		ClusterObserver observer = second.getBean(ClusterObserver.class);
		assertThat(observer.observe().members()).hasSize(3).allMatch((member) -> member.role() == NodeRole.VOTER);
		assertThat(observer.observe().leader()).hasToString(first);
		this.applications.stop(founder);
		jdbc.update("INSERT INTO note VALUES ('after')");
		assertThat(third.getBean(JdbcTemplate.class).queryForList("SELECT text FROM note", String.class))
			.containsExactly("before", "after");
		assertThat(observer.observe().leader()).doesNotHaveToString(first);
	}

	@Test
	void whatAsksTheNodeAboutItselfSpeaksTlsToo(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext application = start("node.data-dir=" + this.directory);
		assertThat(output).contains("is a voter at " + address(application));
		DqliteEndpoint endpoint = new DqliteEndpoint(application.getBeanProvider(ClusterObserver.class));
		assertThat(endpoint.cluster().problem()).isNull();
		assertThat(endpoint.cluster().leader()).isEqualTo(address(application));
		assertThat(application.getBean(HikariDataSource.class).getJdbcUrl())
			.isEqualTo("jdbc:dqlite://" + address(application) + "/app?ssl=true");
	}

	@Test
	void healthAndBackupsDoTheirWork() {
		Path backups = this.directory.resolve("backups");
		ConfigurableApplicationContext application = start("node.data-dir=" + this.directory.resolve("data"),
				"backup.directory=" + backups, "backup.schedule=1s");
		application.getBean(JdbcTemplate.class).execute("CREATE TABLE note (text TEXT)");
		assertThat(health(application, "dqliteHealthContributor").getStatus()).isEqualTo(Status.UP);
		await().atMost(DEADLINE).untilAsserted(() -> assertThat(backups).isDirectoryContaining("glob:**.db"));
		await().atMost(DEADLINE)
			.untilAsserted(() -> assertThat(health(application, "dqliteBackupHealthContributor").getDetails())
				.containsKey("newest"));
	}

	private static Health health(ConfigurableApplicationContext application, String name) {
		return Objects.requireNonNull(application.getBean(name, HealthIndicator.class).health());
	}

	/**
	 * The first private key is that of a certificate for another host.
	 */
	@Test
	void bundlesOfKeyStoresServeAlike() throws Exception {
		ConfigurableApplicationContext application = this.applications.start(
				certificates.storeBundle("stores", "node", "root"), "node.ssl.bundle=stores",
				"node.data-dir=" + this.directory);
		assertThat(application.getBean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class)).isOne();
	}

	@Test
	void strangersAreRefused() {
		String address = address(start("node.data-dir=" + this.directory));
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> DriverManager.getConnection("jdbc:dqlite://" + address + "/app"))
			.withMessageContaining("speaks TLS, but no ssl option is given");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> DriverManager
				.getConnection("jdbc:dqlite://" + address + "/app?sslRootCert=" + certificates.certificate("root")))
			.withMessageContaining("requires a certificate of the client");
	}

	@Test
	void anApplicationThatIsNoMemberConnectsByABundleOfItsOwn() {
		String address = address(start("node.data-dir=" + this.directory));
		ConfigurableApplicationContext client = this.applications.start(certificates.bundle("mine", "client", "root"),
				"nodes=" + address, "ssl.bundle=mine");
		assertThat(client.getBean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class)).isOne();
		assertThat(client.getBeanProvider(LocalNode.class).getIfAvailable()).isNull();
	}

	private ConfigurableApplicationContext start(String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("node.ssl.bundle=dqlite");
		return this.applications.start(certificates.bundle("dqlite", "node", "root"), all.toArray(String[]::new));
	}

	private static String address(ConfigurableApplicationContext application) {
		return application.getBean(LocalNode.class).address().toString();
	}

}
