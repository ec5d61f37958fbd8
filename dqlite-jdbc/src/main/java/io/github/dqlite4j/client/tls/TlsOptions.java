package io.github.dqlite4j.client.tls;

import java.nio.file.Files;
import java.nio.file.Path;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted, whom they trust and as whom they present themselves.
 * Immutable and validated when built: files exist and options do not contradict each
 * other. The messages name the keys of the JDBC URL. What is in the files is read when
 * the first connection is made.
 *
 * @param sslContext a context that brings trust and identity with it, or {@code null} to
 * make one from the files
 * @param rootCert a PEM file with the certificates of trusted authorities, or
 * {@code null}
 * @param trustStore a key store with the certificates of trusted authorities, or
 * {@code null}; without either of them the roots of the JVM are trusted
 * @param trustStorePassword the password of the trust store, or {@code null}
 * @param cert a PEM file with the own certificate and those between it and its root, or
 * {@code null}
 * @param key a PEM file with the private key of that certificate in PKCS#8, or
 * {@code null}
 * @param keyStore a key store with the own certificate and private key, or {@code null}
 * @param keyStorePassword the password of the key store, or {@code null}
 * @param keyPassword the password of the private key, or {@code null} if it has none or,
 * in a key store, that of the store
 * @param verifyHostName whether the certificate of a node must name the host that was
 * dialled. Without that every owner of any trusted certificate can pass for a node
 */
public record TlsOptions(@Nullable SSLContext sslContext, @Nullable Path rootCert, @Nullable Path trustStore,
		@Nullable Password trustStorePassword, @Nullable Path cert, @Nullable Path key, @Nullable Path keyStore,
		@Nullable Password keyStorePassword, @Nullable Password keyPassword, boolean verifyHostName) {

	/**
	 * Create options.
	 * @throws IllegalArgumentException if they contradict each other or a file can't be
	 * read; the message names what, and the remedy
	 */
	public TlsOptions {
		refuse(rootCert != null && trustStore != null, "sslRootCert and sslTrustStore are both given: leave one away");
		refuse(cert != null && keyStore != null, "sslCert and sslKeyStore are both given: leave one away");
		refuse(cert != null && key == null, "sslCert is given without sslKey: add the file of its private key");
		refuse(key != null && cert == null, "sslKey is given without sslCert: add the file of its certificate");
		refuse(trustStorePassword != null && trustStore == null,
				"sslTrustStorePassword is given without sslTrustStore: add the trust store or leave the password away");
		refuse(keyStorePassword != null && keyStore == null,
				"sslKeyStorePassword is given without sslKeyStore: add the key store or leave the password away");
		refuse(keyPassword != null && key == null && keyStore == null,
				"sslKeyPassword is given without sslKey or sslKeyStore: add one of them or leave the password away");
		refuse(sslContext != null && (rootCert != null || trustStore != null || cert != null || keyStore != null),
				"an SSLContext is given along with files of certificates: it brings its own, so leave the files away");
		requireReadable("sslRootCert", rootCert);
		requireReadable("sslTrustStore", trustStore);
		requireReadable("sslCert", cert);
		requireReadable("sslKey", key);
		requireReadable("sslKeyStore", keyStore);
	}

	private static void refuse(boolean contradiction, String message) {
		if (contradiction) {
			throw new IllegalArgumentException(message);
		}
	}

	private static void requireReadable(String option, @Nullable Path file) {
		if (file == null) {
			return;
		}
		String reason = !Files.exists(file) ? "does not exist" : !Files.isRegularFile(file) ? "is not a regular file"
				: !Files.isReadable(file) ? "can't be read by this process" : null;
		if (reason != null) {
			throw new IllegalArgumentException(option + "=" + file + " is not valid: " + file.toAbsolutePath() + " "
					+ reason + ": correct the path or the permissions");
		}
	}

	/**
	 * Return options by which all is taken from a context, and host names are verified.
	 * @param context brings the certificates
	 * @return the options
	 */
	public static TlsOptions of(SSLContext context) {
		return new TlsOptions(context, null, null, null, null, null, null, null, null, true);
	}

	/**
	 * Return a builder that holds the defaults.
	 * @return a new builder
	 */
	public static TlsOptionsBuilder builder() {
		return new TlsOptionsBuilder();
	}

	/**
	 * Return a builder that holds these options.
	 * @return a new builder
	 */
	public TlsOptionsBuilder toBuilder() {
		return new TlsOptionsBuilder(this);
	}

}
