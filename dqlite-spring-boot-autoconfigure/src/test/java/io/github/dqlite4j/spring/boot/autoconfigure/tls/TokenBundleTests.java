package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.spring.boot.autoconfigure.LocalNode;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * SSL bundles with a private key that does not leave the device which keeps it.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class TokenBundleTests {

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
			.authority("other")
			.issue("node", "root", "ip:127.0.0.1")
			.issue("client", "root", "dns:client")
			.issue("stranger", "other", "dns:client");
		Security.addProvider(new TokenProvider());
	}

	@AfterAll
	static void removeProvider() {
		Security.removeProvider(TokenProvider.NAME);
	}

	@Test
	void nodesAndTheirPoolsUseTheKeyThroughItsProvider() throws Exception {
		ConfigurableApplicationContext founder = start("node.data-dir=" + this.directory.resolve("1"));
		assertThat(founder.getBean(SslBundles.class)
			.getBundle("token")
			.getStores()
			.getKeyStore()
			.getKey("node", "of the test".toCharArray())).hasFieldOrPropertyWithValue("encoded", null);
		ConfigurableApplicationContext second = start("node.data-dir=" + this.directory.resolve("2"),
				"node.join=" + address(founder));
		JdbcTemplate jdbc = second.getBean(JdbcTemplate.class);
		jdbc.execute("CREATE TABLE note (text TEXT)");
		jdbc.update("INSERT INTO note VALUES ('signed by the token')");
		assertThat(founder.getBean(JdbcTemplate.class).queryForObject("SELECT text FROM note", String.class))
			.isEqualTo("signed by the token");
		assertThat(second.getBean(ClusterObserver.class).observe().members()).hasSize(2)
			.allMatch((member) -> member.role() == NodeRole.VOTER);
	}

	@Test
	void anApplicationThatIsNoMemberUsesItsKeyLikewise() throws Exception {
		String address = address(start("node.data-dir=" + this.directory));
		ConfigurableApplicationContext client = this.applications.start(token("client"), "nodes=" + address,
				"ssl.bundle=token");
		assertThat(client.getBean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class)).isOne();
	}

	@Test
	void certificateOfAnotherAuthorityIsNotShown() throws Exception {
		String address = address(start("node.data-dir=" + this.directory));
		ConfigurableApplicationContext client = this.applications.start(token("stranger"), "nodes=" + address,
				"ssl.bundle=token", "monitor-interval=0");
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> client.getBean(JdbcTemplate.class).execute("SELECT 1"))
			.havingRootCause()
			.withMessageContaining("certificate");
	}

	@Test
	void aNodeInAProcessOfItsOwnCanNotHaveTheKey(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start("node.data-dir=" + this.directory, "node.isolation=process"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("the private key does not leave the device that keeps it")
			.contains("Use a private key that is in a file, or run the node in the process of the application.")
			.contains("The property is spring.datasource.dqlite.node.ssl.bundle, which is token.")
			.doesNotContain("\tat org.springframework");
		assertThat(this.directory).isEmptyDirectory();
	}

	private ConfigurableApplicationContext start(String... properties) throws Exception {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("node.ssl.bundle=token");
		return this.applications.start(token("node"), all.toArray(String[]::new));
	}

	private static List<String> token(String certificate) throws Exception {
		List<String> bundle = new ArrayList<>(certificates.storeBundle("token", certificate, "root"));
		bundle.add("spring.ssl.bundle.jks.token.keystore.type=TOKEN");
		bundle.add("spring.ssl.bundle.jks.token.keystore.provider=" + TokenProvider.NAME);
		return bundle;
	}

	private static String address(ConfigurableApplicationContext application) {
		return application.getBean(LocalNode.class).address().toString();
	}

}
