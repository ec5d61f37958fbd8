package io.github.dqlite4j.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificate by which a {@link ScriptedServer} speaks TLS, made by the keytool of
 * the JDK.
 */
public final class ServerKeys {

	private static final String PASSWORD = "of the test";

	private final SSLContext context;

	private final Path certificate;

	private ServerKeys(SSLContext context, Path certificate) {
		this.context = context;
		this.certificate = certificate;
	}

	/**
	 * Make a certificate for the loopback address that signs itself.
	 * @param directory where its files are written to
	 */
	public static ServerKeys make(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
		Path file = directory.resolve("server.p12");
		Process process = new ProcessBuilder(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
						"-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-genkeypair", "-alias", "server", "-keyalg",
						"EC", "-groupname", "secp256r1", "-dname", "CN=server", "-ext", "san=ip:127.0.0.1", "-keystore",
						file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD))
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("keytool.log").toFile())
			.start();
		if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
			process.destroyForcibly();
			throw new IllegalStateException("keytool: " + Files.readString(directory.resolve("keytool.log")));
		}
		KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		String encoded = Base64.getMimeEncoder().encodeToString(store.getCertificate("server").getEncoded());
		Path certificate = Files.writeString(directory.resolve("server.pem"),
				"-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
		return new ServerKeys(context, certificate);
	}

	SSLContext context() {
		return this.context;
	}

	/**
	 * Return the option by which a client trusts the certificate.
	 */
	public String clientOption() {
		return "sslRootCert=" + this.certificate;
	}

}
