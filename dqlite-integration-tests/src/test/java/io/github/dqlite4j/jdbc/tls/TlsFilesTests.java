package io.github.dqlite4j.jdbc.tls;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLNonTransientConnectionException;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.testing.InProcessNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files of certificates and keys: what is read, what is refused, and what happens when
 * they change.
 */
@ExtendWith(CertificatesExtension.class)
@Timeout(120)
class TlsFilesTests {

	private static final int OCTET_STRING = 4;

	private static final int SEQUENCE = 0x30;

	@RegisterExtension
	static final InProcessNode node = new InProcessNode();

	private static Proxy proxy;

	private final Certificates certificates;

	@TempDir
	private Path files;

	TlsFilesTests(Certificates certificates) {
		this.certificates = certificates;
	}

	@BeforeAll
	static void start(Certificates certificates) throws Exception {
		proxy = Proxy.tls(node.address(), certificates.server("server", null)).needClient();
	}

	@AfterAll
	static void stop() {
		proxy.close();
	}

	private String root() {
		return "sslRootCert=" + this.certificates.cert("root");
	}

	private String cert() {
		return root() + "&sslCert=" + this.certificates.cert("client");
	}

	private static void assertRefused(String options, String... parts) {
		int before = proxy.connections();
		assertThatExceptionOfType(SQLNonTransientConnectionException.class)
			.isThrownBy(() -> Sql.connect(proxy.address(), options, "leaderTimeout", "1h").close())
			.withMessageContainingAll(parts)
			.withCauseInstanceOf(TlsException.class)
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("08001"));
		assertThat(proxy.connections()).as("no node is dialled").isEqualTo(before);
	}

	@Test
	void anEncryptedKey() throws Exception {
		Path key = encryptedKey("open sesame");
		try (Connection connection = Sql.connect(proxy.address(), cert() + "&sslKey=" + key, "sslKeyPassword",
				"open sesame")) {
			assertThat(Sql.one(connection)).isEqualTo(1);
		}
		assertRefused(cert() + "&sslKey=" + key, "sslKey=" + key, "encrypted", "sslKeyPassword");
		assertRefused(cert() + "&sslKey=" + key + "&sslKeyPassword=simsalabim", "sslKey=" + key,
				"check sslKeyPassword");
	}

	private Path encryptedKey(String password) throws Exception {
		String algorithm = "PBEWithHmacSHA256AndAES_256";
		SecretKey secret = SecretKeyFactory.getInstance(algorithm)
			.generateSecret(new PBEKeySpec(password.toCharArray()));
		Cipher cipher = Cipher.getInstance(algorithm);
		cipher.init(Cipher.ENCRYPT_MODE, secret);
		byte[] encrypted = cipher.doFinal(this.certificates.privateKey("client"));
		byte[] parameters = cipher.getParameters().getEncoded();
		byte[] pbes2 = HexFormat.of().parseHex("06092a864886f70d01050d");
		return this.certificates.write("encrypted-key.pem", "ENCRYPTED PRIVATE KEY",
				der(SEQUENCE, der(SEQUENCE, pbes2, parameters), der(OCTET_STRING, encrypted)));
	}

	/**
	 * Encode, since the JVM does not for the algorithm that it decrypts and openssl uses.
	 */
	private static byte[] der(int tag, byte[]... parts) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			content.writeBytes(part);
		}
		ByteArrayOutputStream encoded = new ByteArrayOutputStream();
		encoded.write(tag);
		if (content.size() > 127) {
			encoded.write(0x81);
		}
		encoded.write(content.size());
		encoded.writeBytes(content.toByteArray());
		return encoded.toByteArray();
	}

	@Test
	void aFileMayHoldTheCertificateAndTheKeyAndRemarks() throws Exception {
		Path both = Files.writeString(this.files.resolve("both.pem"),
				"This is mine.\n" + Files.readString(this.certificates.key("client")) + "\nAnd this.\n"
						+ Files.readString(this.certificates.cert("client"))
						+ Files.readString(this.certificates.cert("root")));
		try (Connection connection = Sql.connect(proxy.address(), root() + "&sslCert=" + both + "&sslKey=" + both)) {
			assertThat(Sql.one(connection)).isEqualTo(1);
		}
	}

	@Test
	void aKeyOfAnotherCertificate() {
		Path key = this.certificates.key("stranger");
		assertRefused(cert() + "&sslKey=" + key, "sslKey=" + key + " can't be used",
				"not the private key of the first certificate of sslCert");
	}

	@Test
	void aKeyInALegacyFormat() {
		Path key = this.certificates.write("legacy-key.pem", "EC PRIVATE KEY", new byte[] { 1, 2, 3 });
		assertRefused(cert() + "&sslKey=" + key, "[EC PRIVATE KEY]", "openssl pkcs8 -topk8 -nocrypt -in " + key);
	}

	@Test
	void aKeyInPlaceOfACertificate() {
		Path key = this.certificates.key("client");
		assertRefused("sslRootCert=" + key, "sslRootCert=" + key, "it has no CERTIFICATE but only [PRIVATE KEY]");
	}

	@Test
	void aFileThatIsNoPem() throws Exception {
		Path file = Files.writeString(this.files.resolve("root.pem"), "to be done");
		assertRefused("sslRootCert=" + file, "sslRootCert=" + file, "-----BEGIN");
	}

	@Test
	void aDamagedCertificate() {
		Path file = this.certificates.write("damaged.pem", "CERTIFICATE", new byte[] { 48, 3, 1, 2 });
		assertRefused("sslRootCert=" + file, "sslRootCert=" + file, "can't be decoded");
	}

	@Test
	void aWrongPasswordOfAKeyStore() throws Exception {
		Path store = this.certificates.keyStore("client");
		assertRefused(root() + "&sslKeyStore=" + store + "&sslKeyStorePassword=wrong", "sslKeyStore=" + store,
				"the password is wrong: check sslKeyStorePassword");
	}

	@Test
	void noPasswordOfATrustStore() throws Exception {
		Path store = this.certificates.trustStore("root");
		assertRefused("sslTrustStore=" + store, "sslTrustStore=" + store, "give sslTrustStorePassword");
	}

	@Test
	void aKeyStoreThatIsNone() {
		Path pem = this.certificates.cert("root");
		assertRefused("sslTrustStore=" + pem + "&sslTrustStorePassword=x", "sslTrustStore=" + pem, "sslRootCert");
	}

	@Test
	void aKeyStoreInPlaceOfATrustStore() throws Exception {
		Path store = this.certificates.trustStore("root");
		assertThatExceptionOfType(SQLNonTransientConnectionException.class)
			.isThrownBy(() -> Sql.connect(proxy.address(), root() + "&sslKeyStore=" + store, "sslKeyStorePassword",
					Certificates.PASSWORD))
			.withMessageContaining("sslKeyStore=" + store)
			.withMessageContaining("no private key with a certificate");
	}

	@Test
	void renewedFilesAreUsedByNewConnections() throws Exception {
		Path root = this.files.resolve("root.pem");
		this.certificates.replaceCert(root, "other");
		Path cert = this.files.resolve("client.pem");
		this.certificates.replaceCert(cert, "client");
		String options = "sslRootCert=" + root + "&sslCert=" + cert + "&sslKey=" + this.certificates.key("client");
		try (Proxy renewing = Proxy.tls(node.address(), this.certificates.server("strange", null)).needClient();
				Connection first = Sql.connect(renewing.address(), options)) {
			renewing.use(this.certificates.server("server", null));
			this.certificates.replaceCert(root, "root");
			try (Connection second = Sql.connect(renewing.address(), options)) {
				assertThat(Sql.one(second)).isEqualTo(1);
			}
			assertThat(Sql.one(first)).isEqualTo(1);
		}
	}

	@Test
	void aRenewalThatWentWrongChangesNothing() throws Exception {
		Path root = this.files.resolve("root.pem");
		this.certificates.replaceCert(root, "root");
		String options = "sslRootCert=" + root + "&sslCert=" + this.certificates.cert("client") + "&sslKey="
				+ this.certificates.key("client");
		try (Connection first = Sql.connect(proxy.address(), options)) {
			Files.writeString(root, "-----BEGIN CERTIF");
			try (Connection second = Sql.connect(proxy.address(), options)) {
				assertThat(Sql.one(second)).isEqualTo(1);
				assertThat(Sql.one(first)).isEqualTo(1);
			}
			this.certificates.replaceCert(root, "other");
			assertThatExceptionOfType(SQLNonTransientConnectionException.class)
				.isThrownBy(() -> Sql.connect(proxy.address(), options))
				.withMessageContaining("trusted: CN=Other Root");
		}
	}

}
