package io.github.dqlite4j.node.supervisor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.client.tls.KeyMaterial;
import io.github.dqlite4j.client.tls.RenewableSslContext;
import io.github.dqlite4j.node.Awaiting;
import io.github.dqlite4j.node.EngineUnderTest;
import io.github.dqlite4j.node.NodeStartException;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.node.RealEngine;
import io.github.dqlite4j.node.tls.NodeCertificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A node in a process of its own speaks TLS by certificates that only the two processes
 * see.
 */
@RealEngine
class SupervisedTlsTests {

	@TempDir
	private static Path certificateDirectory;

	private static NodeCertificates certificates;

	@TempDir
	private Path directory;

	@BeforeAll
	static void makeCertificates() throws Exception {
		certificates = NodeCertificates.make(certificateDirectory);
		certificates.issue("renewed", "other", "san=ip:127.0.0.1");
		certificates.issue("elsewhere", "root", "san=dns:elsewhere.example");
	}

	@Test
	void speaksTlsAndKeepsWhatWasRenewedWhenItsProcessDies() throws Exception {
		RenewableSslContext context = context("node", "root");
		try (SupervisedNode node = builder(context).start()) {
			connect(node, "node", "root");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect(node, "renewed", "other"));
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> DriverManager.getConnection("jdbc:dqlite://" + node.address() + "/app"))
				.withMessageContaining("speaks TLS, but no ssl option is given");
			context.renew(certificates.material("renewed", "other"));
			Awaiting.until("the node has the new certificate", () -> isServedBy(node, "renewed", "other"));
			ProcessHandle.of(node.state().pid()).orElseThrow().destroyForcibly();
			Awaiting.until("the node is started again", () -> node.state().restarts() == 1 && node.state().running());
			connect(node, "renewed", "other");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect(node, "node", "root"));
		}
	}

	@Test
	void thePrivateKeyIsNotWhereOthersCouldReadIt() throws Exception {
		RenewableSslContext context = context("node", "root");
		String key = Base64.getEncoder().encodeToString(context.material().key().getEncoded()).substring(0, 20);
		try (SupervisedNode node = builder(context).start()) {
			Path process = Path.of("/proc/" + node.state().pid());
			assertThat(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)).contains("ChildMain")
				.doesNotContain(key);
			assertThat(Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)).isNotEmpty()
				.doesNotContain(key);
		}
		KeyMaterial material = context.material();
		assertThat(Message.of(Message.Kind.CERTIFICATES, KeyMaterialText.encode(material)).toString())
			.isEqualTo("CERTIFICATES");
		assertThat(material.toString()).contains("CN=node").doesNotContain(key);
	}

	@Test
	void failsToStartForTheReasonsOfANodeInThisProcess() throws Exception {
		RenewableSslContext context = context("elsewhere", "root");
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> builder(context).start())
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.TLS_NOT_USABLE))
			.withMessageContaining("its certificate is not for the host 127.0.0.1 but for [elsewhere.example]");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void certificatesArriveAsTheyWere() throws Exception {
		KeyMaterial material = certificates.material("node", "root");
		assertThat(KeyMaterialText.decode(KeyMaterialText.encode(material))).isEqualTo(material);
		KeyMaterial trust = new KeyMaterial(null, List.of(), material.authorities());
		assertThat(KeyMaterialText.decode(KeyMaterialText.encode(trust))).isEqualTo(trust);
	}

	private static RenewableSslContext context(String alias, String authority) throws Exception {
		return RenewableSslContext.of("the test", certificates.material(alias, authority));
	}

	private SupervisedNodeBuilder builder(RenewableSslContext context) {
		return SupervisedNode.builder(this.directory).java(EngineUnderTest.java()).tls(context);
	}

	private static boolean isServedBy(SupervisedNode node, String alias, String authority) {
		try {
			connect(node, alias, authority);
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private static void connect(SupervisedNode node, String alias, String authority) throws SQLException {
		DriverManager.getConnection("jdbc:dqlite://" + node.address() + "/app" + certificates.url(alias, authority))
			.close();
	}

}
