package io.github.dqlite4j.jdbc.tls;

import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.github.dqlite4j.jdbc.DqliteDataSource;
import io.github.dqlite4j.testing.InProcessNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Encrypted connections that are accepted by both sides.
 */
@ExtendWith(CertificatesExtension.class)
@Timeout(120)
class TlsConnectionTests {

	private static final int ALERT = 21;

	@RegisterExtension
	static final InProcessNode node = new InProcessNode();

	private final Certificates certificates;

	private Proxy proxy;

	TlsConnectionTests(Certificates certificates) {
		this.certificates = certificates;
	}

	@BeforeEach
	void startProxy() throws Exception {
		this.proxy = Proxy.tls(node.address(), this.certificates.server("server", null));
	}

	@AfterEach
	void stopProxy() {
		this.proxy.close();
	}

	private Connection connect(String options) throws SQLException {
		return Sql.connect(this.proxy.address(), options);
	}

	private String root() {
		return "sslRootCert=" + this.certificates.cert("root");
	}

	@Test
	void aTrustedRootSuffices() throws SQLException {
		try (Connection connection = connect("ssl=true&" + root())) {
			assertThat(Sql.one(connection)).isEqualTo(1);
			assertThat(connection.isValid(5)).isTrue();
		}
	}

	@Test
	void anyOptionTurnsEncryptionOn() throws SQLException {
		try (Connection connection = connect(root())) {
			assertThat(Sql.one(connection)).isEqualTo(1);
			assertThat(connection.getMetaData().getURL()).contains("?ssl=true&sslRootCert=");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void largeValuesTravelInBothDirections(String protocol) throws SQLException {
		this.proxy.protocol(protocol);
		byte[] large = new byte[3_000_000];
		new Random(1).nextBytes(large);
		try (Connection connection = connect(root());
				PreparedStatement select = connection.prepareStatement("SELECT CAST(? AS BLOB)")) {
			select.setBytes(1, large);
			try (ResultSet result = select.executeQuery()) {
				assertThat(result.next()).isTrue();
				assertThat(result.getBytes(1)).isEqualTo(large);
			}
		}
	}

	@Test
	void theTrustedRootMayBeInAKeyStore() throws Exception {
		try (Connection connection = Sql.connect(this.proxy.address(),
				"sslTrustStore=" + this.certificates.trustStore("root"), "sslTrustStorePassword",
				Certificates.PASSWORD)) {
			assertThat(Sql.one(connection)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void theClientPresentsItsCertificate(String protocol) throws SQLException {
		this.proxy.needClient().protocol(protocol);
		try (Connection connection = connect(root() + "&sslCert=" + this.certificates.cert("client") + "&sslKey="
				+ this.certificates.key("client"))) {
			assertThat(Sql.one(connection)).isEqualTo(1);
		}
	}

	@Test
	void theClientsCertificateMayBeInAKeyStoreWhosePasswordIsInTheUrl() throws Exception {
		this.proxy.needClient();
		String encoded = "keeps%20%26%20tells%20%231%25";
		try (Connection connection = connect(
				root() + "&sslKeyStore=" + this.certificates.keyStore("client") + "&sslKeyStorePassword=" + encoded)) {
			assertThat(Sql.one(connection)).isEqualTo(1);
			assertThat(connection.getMetaData().getURL()).contains("sslKeyStore=")
				.doesNotContain("sslKeyStorePassword", encoded, "keeps");
		}
	}

	@Test
	void aDataSourceTakesAnSslContext() throws Exception {
		DqliteDataSource dataSource = new DqliteDataSource();
		dataSource.setSslContext(this.certificates.client("root"));
		dataSource.setUrl("jdbc:dqlite://" + this.proxy.address() + "/app");
		try (Connection connection = dataSource.getConnection()) {
			assertThat(Sql.one(connection)).isEqualTo(1);
			assertThat(connection.getMetaData().getURL()).endsWith("/app?ssl=true");
		}
		dataSource.setSslContext(null);
		assertThat(dataSource.getUrl()).endsWith("/app");
	}

	@Test
	void aDataSourceRefusesAnSslContextBesideFiles() throws Exception {
		DqliteDataSource dataSource = new DqliteDataSource();
		dataSource.setUrl(Sql.url(this.proxy.address(), root()));
		var context = this.certificates.client("root");
		assertThatIllegalArgumentException().isThrownBy(() -> dataSource.setSslContext(context))
			.withMessageContaining("leave the files away");
	}

	@Test
	void theHostNameIsSentToTheServer() throws SQLException {
		try (Connection connection = Sql.connect("localhost:" + this.proxy.port(), root())) {
			assertThat(Sql.one(connection)).isEqualTo(1);
		}
		assertThat(this.proxy.serverNames()).singleElement().asString().contains("localhost");
	}

	@Test
	void aBrokenConnectionIsReplaced() throws SQLException {
		try (Connection connection = connect(root())) {
			assertThat(Sql.one(connection)).isEqualTo(1);
			this.proxy.cut();
			assertThat(Sql.one(connection)).isEqualTo(1);
		}
	}

	@Test
	void closingSaysGoodbye() throws Exception {
		this.proxy.protocol("TLSv1.2");
		try (Proxy witness = Proxy.plain(this.proxy.address())) {
			Sql.connect(witness.address(), root()).close();
			await(() -> witness.lastRecordType() == ALERT);
		}
	}

	@Test
	void aWriteThatNobodyReadsCanBeAborted() throws Exception {
		Connection connection = connect(root() + "&readTimeout=0");
		try {
			this.proxy.stall();
			FutureTask<SQLException> writing = new FutureTask<>(
					() -> catchThrowableOfType(SQLException.class, () -> write(connection, new byte[20_000_000])));
			Thread writer = new Thread(writing);
			writer.setDaemon(true);
			writer.start();
			awaitWrite(writer);
			connection.abort(Runnable::run);
			assertThat((Throwable) writing.get(30, TimeUnit.SECONDS)).isInstanceOf(SQLException.class);
		}
		finally {
			connection.abort(Runnable::run);
		}
	}

	private static void write(Connection connection, byte[] value) throws SQLException {
		try (PreparedStatement select = connection.prepareStatement("SELECT length(?)")) {
			select.setBytes(1, value);
			select.executeQuery();
		}
	}

	private static void awaitWrite(Thread thread) {
		await(() -> Arrays.stream(thread.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().contains("SSLSocketOutputRecord")));
	}

	private static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (!condition.getAsBoolean() && System.nanoTime() < end) {
			LockSupport.parkNanos(1_000_000);
		}
		assertThat(condition.getAsBoolean()).isTrue();
	}

	@Test
	void resultsLargerThanTheWindowsDoNotBlock() throws SQLException {
		String rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
				+ "SELECT i, hex(randomblob(50)) FROM n";
		try (Connection connection = connect(root());
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(rows)) {
			int count = 0;
			while (result.next()) {
				count++;
			}
			assertThat(count).isEqualTo(20_000);
		}
	}

	@Test
	void aServerThatNeverShakesHandsIsGivenUp() throws Exception {
		try (ServerSocket silent = new ServerSocket(0)) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> Sql.connect("127.0.0.1:" + silent.getLocalPort(),
						root() + "&connectTimeout=300ms&leaderTimeout=5s"))
				.withMessageContaining("did not answer in time")
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("08001"));
		}
	}

}
