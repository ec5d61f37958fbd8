package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a person reads when an SSL bundle does not serve. Nothing is left behind.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class BundleFailureTests {

	private static final String PROPERTY = "The property is spring.datasource.dqlite.node.ssl.bundle, which is dqlite.";

	@TempDir
	static Path certificateDirectory;

	private static PemCertificates certificates;

	@TempDir
	Path directory;

	@RegisterExtension
	final TlsApplications applications = new TlsApplications();

	private CapturedOutput output;

	@BeforeAll
	static void makeCertificates() throws Exception {
		certificates = new PemCertificates(certificateDirectory).authority("root")
			.authority("other")
			.issue("node", "root", "ip:127.0.0.1")
			.issue("elsewhere", "root", "dns:elsewhere.example")
			.issue("expired", "root", "ip:127.0.0.1", "-startdate", "-10d", "-validity", "5")
			.issue("server", "root", "ip:127.0.0.1", "-ext", "eku=serverAuth");
	}

	@BeforeEach
	void captureOutput(CapturedOutput output) {
		this.output = output;
	}

	@Test
	void bundleThatDoesNotExist() {
		assertThat(report(certificates.bundle("dqlite", "node", "root"), "node.ssl.bundle=dqlit")).contains(
				"spring.datasource.dqlite.node.ssl.bundle is dqlit, but there is no such SSL bundle, only [dqlite].")
			.contains("Configure it under spring.ssl.bundle.pem.dqlit, or correct the name.");
	}

	@Test
	void bundleOfAPoolThatDoesNotExist() {
		assertThat(report(List.of(), "nodes=10.0.0.1", "ssl.bundle=dqlite"))
			.contains("spring.datasource.dqlite.ssl.bundle is dqlite, but there is no such SSL bundle, only [].");
	}

	@Test
	void certificateForAnotherHost() {
		assertThat(report(certificates.bundle("dqlite", "elsewhere", "root"), "node.ssl.bundle=dqlite"))
			.contains("its certificate is not for the host 127.0.0.1 but for [elsewhere.example] (subject CN=elsewhere")
			.contains(PROPERTY);
	}

	@Test
	void certificateThatIsOver() {
		assertThat(report(certificates.bundle("dqlite", "expired", "root"), "node.ssl.bundle=dqlite"))
			.contains("its certificate expired at")
			.contains(PROPERTY);
	}

	@Test
	void certificateForServersOnly() {
		assertThat(report(certificates.bundle("dqlite", "server", "root"), "node.ssl.bundle=dqlite"))
			.contains("issue one for TLS clients")
			.contains(PROPERTY);
	}

	@Test
	void certificateOfAnAuthorityThatIsNotTrusted() {
		assertThat(report(certificates.bundle("dqlite", "node", "other"), "node.ssl.bundle=dqlite"))
			.contains("its certificate was issued by none of the trusted authorities")
			.contains("trusted: CN=other of the SSL bundle 'dqlite'")
			.contains(PROPERTY);
	}

	@Test
	void certificateWithoutItsKey() {
		assertThat(reportWithout("keystore.private-key")).contains(
				"spring.datasource.dqlite.node.ssl.bundle is dqlite, but that SSL bundle can't be used: its keystore has"
						+ " a certificate, but no private key: add the file of the key")
			.contains("Correct it under spring.ssl.bundle.pem.dqlite");
	}

	@Test
	void noCertificateAtAll() {
		assertThat(reportWithout("keystore")).contains("a node needs a certificate and its private key");
	}

	@Test
	void noAuthorities() {
		assertThat(reportWithout("truststore")).contains("a node needs to know whose certificates let in");
	}

	private String reportWithout(String part) {
		List<String> bundle = new ArrayList<>(certificates.bundle("dqlite", "node", "root"));
		bundle.removeIf((property) -> property.startsWith("spring.ssl.bundle.pem.dqlite." + part));
		return report(bundle, "node.ssl.bundle=dqlite");
	}

	@Test
	void keyOfAnotherCertificate() {
		List<String> bundle = new ArrayList<>(certificates.bundle("dqlite", "node", "root"));
		bundle.add("spring.ssl.bundle.pem.dqlite.keystore.private-key=" + certificates.key("elsewhere"));
		bundle.remove(1);
		assertThat(report(bundle, "node.ssl.bundle=dqlite"))
			.contains("the private key is not that of the certificate (subject CN=node")
			.contains("give the two that were made together");
	}

	@Test
	void fileThatIsNotThere() {
		List<String> bundle = new ArrayList<>(certificates.bundle("dqlite", "node", "root"));
		bundle.remove(0);
		bundle.add("spring.ssl.bundle.pem.dqlite.keystore.certificate=" + this.directory.resolve("none.pem"));
		assertThat(report(bundle, "node.ssl.bundle=dqlite"))
			.contains("spring.datasource.dqlite.node.ssl.bundle is dqlite")
			.contains(this.directory.resolve("none.pem").toString());
	}

	@Test
	void optionsThatWouldNotBeHeeded() {
		List<String> bundle = new ArrayList<>(certificates.bundle("dqlite", "node", "root"));
		bundle.add("spring.ssl.bundle.pem.dqlite.options.enabled-protocols=TLSv1.3");
		assertThat(report(bundle, "node.ssl.bundle=dqlite"))
			.contains("its options (ciphers, enabled-protocols) can't be" + " heeded");
	}

	@Test
	void bundleOfThePoolOnlyWhereANodeRuns() {
		assertThat(report(certificates.bundle("dqlite", "node", "root"), "ssl.bundle=dqlite"))
			.contains("spring.datasource.dqlite.ssl.bundle is dqlite, but the application runs a node itself, and"
					+ " spring.datasource.dqlite.node.ssl.bundle is not set.")
			.contains("Set spring.datasource.dqlite.node.ssl.bundle alone");
	}

	@Test
	void urlThatSaysOtherwise() {
		List<String> bundle = new ArrayList<>(certificates.bundle("dqlite", "node", "root"));
		bundle.add("spring.datasource.url=jdbc:dqlite://10.0.0.1/app?sslRootCert=" + certificates.certificate("root"));
		assertThat(report(bundle, "ssl.bundle=dqlite"))
			.contains("but spring.datasource.dqlite.ssl.bundle is dqlite, which says otherwise")
			.contains("Remove the ssl keys from the URL");
	}

	private String report(List<String> bundle, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		if (all.stream().noneMatch((property) -> property.startsWith("nodes="))) {
			all.add("node.data-dir=" + this.directory);
		}
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> this.applications.start(bundle, all.toArray(String[]::new)));
		assertThat(this.directory).isEmptyDirectory();
		String text = this.output.toString();
		assertThat(text).contains("APPLICATION FAILED TO START").doesNotContain("\tat org.springframework");
		return text.substring(text.indexOf("APPLICATION FAILED TO START"));
	}

}
