package io.github.dqlite4j.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import io.github.dqlite4j.testing.KeyTool;
import io.github.dqlite4j.testing.TestCertificates;

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
		new KeyTool(file, PASSWORD).generate("server", "-dname", "CN=server", "-ext", "san=ip:127.0.0.1");
		KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		Path certificate = Files.writeString(directory.resolve("server.pem"),
				TestCertificates.pem("CERTIFICATE", store.getCertificate("server").getEncoded()));
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
