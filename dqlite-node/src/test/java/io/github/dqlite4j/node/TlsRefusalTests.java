package io.github.dqlite4j.node;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.node.tls.NodeCertificates;
import io.github.dqlite4j.testing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who is not let in is told why, and so is who reads the log of the node.
 */
@RealEngine
class TlsRefusalTests {

	@TempDir
	private static Path certificateDirectory;

	private static NodeCertificates certificates;

	@TempDir
	private Path directory;

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.dqlite4j.node.tls");

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeAll
	static void makeCertificates() throws Exception {
		certificates = NodeCertificates.make(certificateDirectory);
		certificates.issue("expired", "root", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
		certificates.issue("elsewhere", "root", "san=dns:elsewhere.example");
		certificates.issue("server", "root", "san=ip:127.0.0.1", "-ext", "eku=serverAuth");
		certificates.issue("strange", "other", "san=ip:127.0.0.1");
	}

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.log);
	}

	@Test
	void aClientInPlainText() throws Exception {
		refuse("127.0.0.1", "", "speaks TLS, but no ssl option is given", "it speaks plain text");
	}

	@Test
	void aClientWithoutCertificate() throws Exception {
		refuse("127.0.0.1", "?sslRootCert=" + certificates.cert("root"),
				"requires a certificate of the client issued by CN=root, and none is configured",
				"it shows no certificate");
	}

	@Test
	void aClientOfAnotherAuthority() throws Exception {
		refuse("127.0.0.1", certificates.url("strange", "root"),
				"requires a certificate of the client issued by CN=root, and the configured one is another's",
				"it shows no certificate");
	}

	@Test
	void aClientWhoseCertificateIsOver() throws Exception {
		refuse("127.0.0.1", certificates.url("expired", "root"), "which is over", "its certificate expired at");
	}

	@Test
	void aClientWhoseCertificateIsForServersOnly() throws Exception {
		refuse("127.0.0.1", certificates.url("server", "root"), "refuses the certificate of this client",
				"issue one for TLS clients");
	}

	@Test
	void aClientThatTrustsAnotherAuthority() throws Exception {
		refuse("127.0.0.1", certificates.url("node", "other"), "its certificate was issued by none of the trusted",
				"the certificate of this node (subject CN=node");
	}

	@Test
	void aClientThatDialsAnotherName() throws Exception {
		refuse("127.0.0.2", certificates.url("node", "root"), "its certificate is not for the host 127.0.0.2",
				"the certificate of this node (subject CN=node");
	}

	private void refuse(String host, String url, String toldToTheClient, String toldInTheLog) throws Exception {
		String address = FreePort.address();
		try (DqliteNode node = DqliteNode.builder(this.directory.resolve("node"))
			.address(address)
			.bind(address.replace("127.0.0.1", "0.0.0.0"))
			.tls(certificates.options("node", "root"))
			.start()) {
			String dialled = node.address().replace("127.0.0.1", host);
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> DriverManager.getConnection("jdbc:dqlite://" + dialled + "/app" + url))
				.withMessageContaining(toldToTheClient);
			Awaiting.until("the log says why", () -> messages().contains(toldInTheLog));
		}
	}

	private String messages() {
		return List.copyOf(this.log.list).stream().map(ILoggingEvent::getFormattedMessage).toList().toString();
	}

	@Test
	void aClientByTlsIsToldThatANodeSpeaksPlainText() throws Exception {
		try (DqliteNode node = DqliteNode.builder(this.directory.resolve("node")).start()) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> DriverManager
					.getConnection("jdbc:dqlite://" + node.address() + "/app" + certificates.url("node", "root")))
				.withMessageContaining("speaks plain text, but the ssl options ask for TLS");
		}
	}

	@Test
	void aNodeOfAnotherAuthorityDoesNotJoin() throws Exception {
		try (DqliteNode node = DqliteNode.builder(this.directory.resolve("node"))
			.tls(certificates.options("node", "root"))
			.start()) {
			assertThatExceptionOfType(NodeStartException.class)
				.isThrownBy(() -> DqliteNode.builder(this.directory.resolve("joiner"))
					.join(List.of(node.address()))
					.joinTimeout(Duration.ofSeconds(5))
					.tls(certificates.options("strange", "other"))
					.start())
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.JOIN_FAILED))
				.withMessageContaining("its certificate was issued by none of the trusted authorities");
		}
	}

	@Test
	void aNodeInPlainTextDoesNotJoin() throws Exception {
		try (DqliteNode node = DqliteNode.builder(this.directory.resolve("node"))
			.tls(certificates.options("node", "root"))
			.start()) {
			assertThatExceptionOfType(NodeStartException.class)
				.isThrownBy(() -> DqliteNode.builder(this.directory.resolve("joiner"))
					.join(List.of(node.address()))
					.joinTimeout(Duration.ofSeconds(5))
					.start())
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.JOIN_FAILED));
			Awaiting.until("the log says why", () -> messages().contains("it speaks plain text"));
		}
	}

	@Test
	void aCertificateForAnotherHostStartsNoNode() {
		refuseToStart(certificates.options("elsewhere", "root"),
				"its certificate is not for the host 127.0.0.1 but for [elsewhere.example]");
	}

	@Test
	void aCertificateThatIsOverStartsNoNode() {
		refuseToStart(certificates.options("expired", "root"), "its certificate expired at");
	}

	@Test
	void aCertificateForServersOnlyStartsNoNode() {
		refuseToStart(certificates.options("server", "root"), "issue one for TLS clients");
	}

	@Test
	void aCertificateOfAnUntrustedAuthorityStartsNoNode() {
		refuseToStart(certificates.options("node", "other"), "its certificate was issued by none of the trusted");
	}

	@Test
	void trustInAllAuthoritiesOfTheJvmStartsNoNode() {
		refuseToStart(TlsOptions.builder().cert(certificates.cert("node")).key(certificates.key("node")).build(),
				"needs to know whose certificates");
	}

	private void refuseToStart(TlsOptions tls, String why) {
		Path unused = this.directory.resolve("unused");
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(() -> DqliteNode.builder(unused).tls(tls).start())
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.TLS_NOT_USABLE))
			.withMessageContaining(why);
		assertThat(unused).doesNotExist();
	}

}
