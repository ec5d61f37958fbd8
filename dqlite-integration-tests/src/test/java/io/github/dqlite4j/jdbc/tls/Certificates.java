package io.github.dqlite4j.jdbc.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.testing.TestCertificates;
import org.jspecify.annotations.Nullable;

/**
 * Authorities, server and client certificates, right and wrong. Files with them are
 * written where a test wants them.
 */
public final class Certificates {

	static final String PASSWORD = "keeps & tells #1%";

	private final Path directory;

	private final char[] storePassword;

	private final KeyStore store;

	private Certificates(Path directory, TestCertificates made) throws Exception {
		this.directory = directory;
		this.storePassword = made.password();
		this.store = made.load();
	}

	/**
	 * Make all certificates.
	 * @param directory where files with them are written
	 */
	public static Certificates make(Path directory) throws Exception {
		return new Certificates(directory,
				new TestCertificates(directory).authority("root", "CN=Test Root")
					.authority("namesake", "CN=Test Root")
					.authority("other", "CN=Other Root")
					.issueTo("CN=node", "server", "root", "san=dns:localhost,ip:127.0.0.1")
					.issueTo("CN=node", "elsewhere", "root", "san=dns:elsewhere.example,ip:192.0.2.1")
					.issueTo("CN=node", "expired", "root", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "5")
					.issueTo("CN=node", "early", "root", "san=ip:127.0.0.1", "-startdate", "+10d")
					.issueTo("CN=node", "strange", "other", "san=ip:127.0.0.1")
					.issueTo("CN=node", "forged", "namesake", "san=ip:127.0.0.1")
					.issueTo("CN=application", "client", "root", "eku=clientAuth")
					.issueTo("CN=stranger", "stranger", "other", "eku=clientAuth"));
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
		single.setKeyEntry(alias, this.store.getKey(alias, this.storePassword), PASSWORD.toCharArray(),
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
			return this.store.getKey(alias, this.storePassword).getEncoded();
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
			return Files.writeString(this.directory.resolve(name), TestCertificates.pem(label, content));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
