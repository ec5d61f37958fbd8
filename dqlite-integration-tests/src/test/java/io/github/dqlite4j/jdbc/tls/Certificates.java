package io.github.dqlite4j.jdbc.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import io.github.dqlite4j.client.tls.TlsOptions;
import org.jspecify.annotations.Nullable;

/**
 * Authorities, server and client certificates, made by the keytool of the JDK. Files with
 * them are written where a test wants them.
 */
public final class Certificates {

	static final String PASSWORD = "keeps & tells #1%";

	private static final String STORE_PASSWORD = "of the test";

	private final Path directory;

	private final KeyStore store;

	private Certificates(Path directory, KeyStore store) {
		this.directory = directory;
		this.store = store;
	}

	/**
	 * Make all certificates.
	 * @param directory where files with them are written
	 */
	public static Certificates make(Path directory) throws Exception {
		Path file = directory.resolve("all.p12");
		authority(file, "root", "CN=Test Root");
		authority(file, "namesake", "CN=Test Root");
		authority(file, "other", "CN=Other Root");
		issue(file, "server", "root", "CN=node", "san=dns:localhost,ip:127.0.0.1");
		issue(file, "elsewhere", "root", "CN=node", "san=dns:elsewhere.example,ip:192.0.2.1");
		issue(file, "expired", "root", "CN=node", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
		issue(file, "early", "root", "CN=node", "san=ip:127.0.0.1", "-startdate", "+10d");
		issue(file, "strange", "other", "CN=node", "san=ip:127.0.0.1");
		issue(file, "forged", "namesake", "CN=node", "san=ip:127.0.0.1");
		issue(file, "client", "root", "CN=application", "eku=clientAuth");
		issue(file, "stranger", "other", "CN=stranger", "eku=clientAuth");
		return new Certificates(directory, KeyStore.getInstance(file.toFile(), STORE_PASSWORD.toCharArray()));
	}

	private static void authority(Path file, String alias, String name) throws Exception {
		keytool(file, alias, "-dname", name, "-ext", "bc:c");
	}

	private static void issue(Path file, String alias, String authority, String name, String extension, String... more)
			throws Exception {
		List<String> arguments = new ArrayList<>(List.of("-signer", authority, "-dname", name, "-ext", extension));
		arguments.addAll(List.of(more));
		keytool(file, alias, arguments.toArray(String[]::new));
	}

	private static void keytool(Path file, String alias, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1",
				"-J-XX:+UseSerialGC", "-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1",
				"-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
			process.destroyForcibly();
			throw new IllegalStateException(command + " failed: " + output);
		}
	}

	/**
	 * Return the options of nodes on this machine, which serve their clients as well.
	 */
	public TlsOptions node() {
		return TlsOptions.builder().rootCert(cert("root")).cert(cert("server")).key(key("server")).build();
	}

	/**
	 * Write the certificate of an alias, without its authority, as PEM.
	 */
	Path cert(String alias) {
		return write(alias + "-cert.pem", "CERTIFICATE", certificate(alias));
	}

	/**
	 * Replace the content of a file at once by the certificate of an alias.
	 */
	void replaceCert(Path file, String alias) throws IOException {
		Files.move(cert(alias), file, StandardCopyOption.REPLACE_EXISTING);
	}

	/**
	 * Write the private key of an alias as PEM.
	 */
	Path key(String alias) {
		return write(alias + "-key.pem", "PRIVATE KEY", privateKey(alias));
	}

	/**
	 * Write a key store with the certificate of an alias and its private key, under
	 * {@link #PASSWORD}.
	 */
	Path keyStore(String alias) throws Exception {
		KeyStore single = KeyStore.getInstance("PKCS12");
		single.load(null, null);
		single.setKeyEntry(alias, this.store.getKey(alias, STORE_PASSWORD.toCharArray()), PASSWORD.toCharArray(),
				this.store.getCertificateChain(alias));
		return save(single, alias + "-key.p12");
	}

	/**
	 * Write a key store that trusts the certificate of an alias, under {@link #PASSWORD}.
	 */
	Path trustStore(String alias) throws Exception {
		return save(trusting(alias), alias + "-trust.p12");
	}

	/**
	 * Return the context of a server.
	 * @param alias the certificate that it shows
	 * @param trust what decides on clients, or {@code null} to trust those of
	 * {@code root}
	 */
	SSLContext server(String alias, @Nullable TrustManager trust) throws Exception {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(KeyStore.getInstance(keyStore(alias).toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), (trust != null) ? new TrustManager[] { trust } : trust("root"), null);
		return context;
	}

	/**
	 * Return the context of a client that trusts the certificate of an alias.
	 */
	SSLContext client(String alias) throws Exception {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust(alias), null);
		return context;
	}

	private TrustManager[] trust(String alias) throws Exception {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(trusting(alias));
		return factory.getTrustManagers();
	}

	private KeyStore trusting(String alias) throws Exception {
		KeyStore trusting = KeyStore.getInstance("PKCS12");
		trusting.load(null, null);
		trusting.setCertificateEntry(alias, this.store.getCertificate(alias));
		return trusting;
	}

	private Path save(KeyStore saved, String name) throws Exception {
		Path file = this.directory.resolve(name);
		try (var out = Files.newOutputStream(file)) {
			saved.store(out, PASSWORD.toCharArray());
		}
		return file;
	}

	byte[] privateKey(String alias) {
		try {
			return this.store.getKey(alias, STORE_PASSWORD.toCharArray()).getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private byte[] certificate(String alias) {
		try {
			Certificate certificate = this.store.getCertificate(alias);
			return certificate.getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Path write(String name, String label, byte[] content) {
		try {
			return Files.writeString(this.directory.resolve(name), "-----BEGIN " + label + "-----\n"
					+ Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + label + "-----\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
