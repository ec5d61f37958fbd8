package io.github.dqlite4j.jdbc.tls;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;

import javax.net.ssl.X509TrustManager;

import io.github.dqlite4j.client.NoLeaderException;
import io.github.dqlite4j.jdbc.DqliteDataSource;
import io.github.dqlite4j.testing.FreePort;
import io.github.dqlite4j.testing.InProcessNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What is said when one side does not accept the other. The leader timeout is an hour:
 * none of it must be waited for.
 */
@ExtendWith(CertificatesExtension.class)
@Timeout(120)
class TlsFailureTests {

	@RegisterExtension
	static final InProcessNode node = new InProcessNode();

	private final Certificates certificates;

	TlsFailureTests(Certificates certificates) {
		this.certificates = certificates;
	}

	private Proxy proxy(String certificate) throws Exception {
		return Proxy.tls(node.address(), this.certificates.server(certificate, null));
	}

	private String root() {
		return "sslRootCert=" + this.certificates.cert("root");
	}

	private static String failure(String address, String options) {
		return failure(
				() -> Sql.connect(address, options.isEmpty() ? Sql.ENDLESS : options + "&" + Sql.ENDLESS).close());
	}

	private static String failure(ThrowingCallable connecting) {
		SQLException ex = catchThrowableOfType(SQLException.class, connecting);
		assertThat((Throwable) ex).isInstanceOf(SQLNonTransientConnectionException.class)
			.hasMessageContaining("waiting would not help")
			.hasCauseInstanceOf(NoLeaderException.class);
		assertThat(ex.getSQLState()).isEqualTo("08001");
		assertThat(((NoLeaderException) ex.getCause()).reasons()).hasSize(1);
		return ((NoLeaderException) ex.getCause()).reasons().values().iterator().next();
	}

	@Test
	void anUnknownAuthority() throws Exception {
		try (Proxy proxy = proxy("strange")) {
			assertThat(failure(proxy.address(), root())).startsWith(
					"its certificate was issued by none of the trusted authorities (subject CN=node, issuer CN=Other Root")
				.contains("names [127.0.0.1]", "trusted: CN=Test Root of sslRootCert=",
						"give the certificate of the authority CN=Other Root by sslRootCert");
		}
	}

	@Test
	void theRootsOfTheJvmDoNotIncludeOurs() throws Exception {
		try (Proxy proxy = proxy("server")) {
			assertThat(failure(proxy.address(), "ssl=true"))
				.startsWith("its certificate was issued by none of the trusted authorities")
				.contains("of the JVM");
		}
	}

	@Test
	void anotherAuthorityOfTheSameName() throws Exception {
		try (Proxy proxy = proxy("forged")) {
			assertThat(failure(proxy.address(), root()))
				.startsWith("its certificate was issued by another authority of the same name as a trusted one")
				.contains("issuer CN=Test Root");
		}
	}

	@Test
	void anotherHost() throws Exception {
		try (Proxy proxy = proxy("elsewhere")) {
			assertThat(failure(proxy.address(), root()))
				.startsWith("its certificate is not for the host 127.0.0.1 but for [elsewhere.example, 192.0.2.1]")
				.contains("subject CN=node, issuer CN=Test Root");
		}
	}

	@Test
	void anotherHostIsAcceptedOnDemand() throws Exception {
		try (Proxy proxy = proxy("elsewhere");
				var connection = Sql.connect(proxy.address(), root() + "&sslVerifyHostName=false")) {
			assertThat(Sql.one(connection)).isEqualTo(1);
		}
	}

	@Test
	void onlyTheHostIsNotVerifiedThen() throws Exception {
		try (Proxy proxy = proxy("strange")) {
			assertThat(failure(proxy.address(), root() + "&sslVerifyHostName=false"))
				.startsWith("its certificate was issued by none of the trusted authorities");
		}
	}

	@Test
	void aCertificateThatExpired() throws Exception {
		try (Proxy proxy = proxy("expired")) {
			assertThat(failure(proxy.address(), root())).startsWith("its certificate expired at 20")
				.contains("renew it", "this machine's clock", "subject CN=node");
		}
	}

	@Test
	void aCertificateThatIsNotYetValid() throws Exception {
		try (Proxy proxy = proxy("early")) {
			assertThat(failure(proxy.address(), root())).startsWith("its certificate is not valid before 20")
				.contains("this machine's clock");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void noCertificateOfTheClient(String protocol) throws Exception {
		try (Proxy proxy = proxy("server").needClient().protocol(protocol)) {
			assertThat(failure(proxy.address(), root()))
				.isEqualTo("requires a certificate of the client issued by CN=Test Root, and none is configured: "
						+ "give one by sslCert and sslKey, or by sslKeyStore");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void aCertificateOfTheClientByAnotherAuthority(String protocol) throws Exception {
		try (Proxy proxy = proxy("server").needClient().protocol(protocol)) {
			assertThat(failure(proxy.address(),
					root() + "&sslCert=" + this.certificates.cert("stranger") + "&sslKey="
							+ this.certificates.key("stranger")))
				.startsWith("requires a certificate of the client issued by CN=Test Root, and the configured one is "
						+ "another's (subject CN=stranger, issuer CN=Other Root, valid from ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void aCertificateOfTheClientThatIsRefused(String protocol) throws Exception {
		try (Proxy proxy = Proxy.tls(node.address(), this.certificates.server("server", new Refusal()))
			.needClient()
			.protocol(protocol)) {
			assertThat(failure(proxy.address(),
					root() + "&sslCert=" + this.certificates.cert("client") + "&sslKey="
							+ this.certificates.key("client")))
				.startsWith("refuses the certificate of this client by '")
				.contains("subject CN=application, issuer CN=Test Root");
		}
	}

	@Test
	void aServerInPlainText() throws Exception {
		assertThat(failure(node.address(), root())).startsWith("speaks plain text, but the ssl options ask for TLS");
	}

	@Test
	void aServerThatSpeaksTls() throws Exception {
		try (Proxy proxy = proxy("server")) {
			assertThat(failure(proxy.address(), "")).startsWith("speaks TLS, but no ssl option is given: add ssl=true")
				.contains("subject CN=node, issuer CN=Test Root");
		}
	}

	@Test
	void aServerThatIsNoNodeAtAll() throws Exception {
		try (ServerSocket other = new ServerSocket(0)) {
			Thread greeter = new Thread(() -> greet(other));
			greeter.setDaemon(true);
			greeter.start();
			assertThat(failure("127.0.0.1:" + other.getLocalPort(), root())).startsWith("TLS can't be agreed on: ")
				.contains("check that the port is that of a TLS proxy of a dqlite node");
		}
	}

	private static void greet(ServerSocket listener) {
		try {
			while (true) {
				try (Socket client = listener.accept()) {
					client.getOutputStream().write("SSH-2.0-Other\r\n".getBytes(StandardCharsets.US_ASCII));
					client.getInputStream().read();
				}
			}
		}
		catch (IOException ex) {
			// the test is over
		}
	}

	@Test
	void nothingInCommon() throws Exception {
		try (Proxy proxy = proxy("server").protocol("TLSv1.2").cipherSuite("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384")) {
			assertThat(failure(proxy.address(), root()))
				.startsWith("ends the TLS handshake by 'handshake_failure': no cipher suite in common");
		}
	}

	@Test
	void aServerThatGivesNoReasonMayHaveAPassingOne() throws Exception {
		try (ServerSocket closing = new ServerSocket(0)) {
			Thread closer = new Thread(() -> close(closing));
			closer.setDaemon(true);
			closer.start();
			assertThatExceptionOfType(SQLTransientConnectionException.class)
				.isThrownBy(() -> Sql.connect("127.0.0.1:" + closing.getLocalPort(), root() + "&leaderTimeout=5s"))
				.withMessageContaining("ended the connection during the TLS handshake");
		}
	}

	private static void close(ServerSocket listener) {
		while (!listener.isClosed()) {
			try (Socket client = listener.accept()) {
				client.getInputStream().read();
			}
			catch (IOException ex) {
				// a client that went away, or the test is over
			}
		}
	}

	@Test
	void anSslContextThatDoesNotTrust() throws Exception {
		try (Proxy proxy = proxy("server")) {
			DqliteDataSource dataSource = new DqliteDataSource();
			dataSource.setUrl(Sql.url(proxy.address(), Sql.ENDLESS));
			dataSource.setSslContext(this.certificates.client("other"));
			assertThat(failure(() -> dataSource.getConnection().close()))
				.startsWith("its certificate is refused by the SSLContext: ");
		}
	}

	@Test
	void aNodeThatMayComeBackIsWaitedFor() throws Exception {
		int vacant = FreePort.next();
		try (Proxy proxy = proxy("expired")) {
			assertThatExceptionOfType(SQLTransientConnectionException.class)
				.isThrownBy(() -> Sql.connect(proxy.address() + ",127.0.0.1:" + vacant, root() + "&leaderTimeout=5s")
					.close())
				.withMessageContaining("No leader was found within")
				.withMessageContaining("its certificate expired at")
				.withMessageContaining("refused");
		}
	}

	/**
	 * Trusts nobody and does not say whom it would trust.
	 */
	private static final class Refusal implements X509TrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
			throw new CertificateException("refused");
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
			throw new CertificateException("refused");
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
