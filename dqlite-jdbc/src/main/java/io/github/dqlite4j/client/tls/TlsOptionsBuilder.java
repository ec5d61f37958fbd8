package io.github.dqlite4j.client.tls;

import java.nio.file.Path;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * Builds {@link TlsOptions}.
 */
public final class TlsOptionsBuilder {

	private boolean disabled;

	private @Nullable SSLContext sslContext;

	private @Nullable Path rootCert;

	private @Nullable Path trustStore;

	private @Nullable Password trustStorePassword;

	private @Nullable Path cert;

	private @Nullable Path key;

	private @Nullable Path keyStore;

	private @Nullable Password keyStorePassword;

	private @Nullable Password keyPassword;

	private boolean verifyHostName = true;

	TlsOptionsBuilder() {
	}

	TlsOptionsBuilder(TlsOptions options) {
		this.sslContext = options.sslContext();
		this.rootCert = options.rootCert();
		this.trustStore = options.trustStore();
		this.trustStorePassword = options.trustStorePassword();
		this.cert = options.cert();
		this.key = options.key();
		this.keyStore = options.keyStore();
		this.keyStorePassword = options.keyStorePassword();
		this.keyPassword = options.keyPassword();
		this.verifyHostName = options.verifyHostName();
	}

	/**
	 * Set whether connections are encrypted. Default true; with false any other option is
	 * a contradiction.
	 * @param enabled whether they are
	 * @return this
	 */
	public TlsOptionsBuilder enabled(boolean enabled) {
		this.disabled = !enabled;
		return this;
	}

	/**
	 * Set a context that brings trust and identity with it.
	 * @param sslContext the context
	 * @return this
	 */
	public TlsOptionsBuilder sslContext(SSLContext sslContext) {
		this.sslContext = sslContext;
		return this;
	}

	/**
	 * Set the file of trusted authorities.
	 * @param rootCert a PEM file with one or more certificates
	 * @return this
	 */
	public TlsOptionsBuilder rootCert(Path rootCert) {
		this.rootCert = rootCert;
		return this;
	}

	/**
	 * Set the key store of trusted authorities.
	 * @param trustStore a file in any format that the JVM detects, such as PKCS#12 or JKS
	 * @return this
	 */
	public TlsOptionsBuilder trustStore(Path trustStore) {
		this.trustStore = trustStore;
		return this;
	}

	/**
	 * Set the password of the trust store.
	 * @param password the password
	 * @return this
	 */
	public TlsOptionsBuilder trustStorePassword(Password password) {
		this.trustStorePassword = password;
		return this;
	}

	/**
	 * Set the client's certificate.
	 * @param cert a PEM file with the certificate first and those between it and its root
	 * behind it
	 * @return this
	 */
	public TlsOptionsBuilder cert(Path cert) {
		this.cert = cert;
		return this;
	}

	/**
	 * Set the private key of the client's certificate.
	 * @param key a PEM file with the key in PKCS#8
	 * @return this
	 */
	public TlsOptionsBuilder key(Path key) {
		this.key = key;
		return this;
	}

	/**
	 * Set the key store of the client's certificate and private key.
	 * @param keyStore a file in any format that the JVM detects, such as PKCS#12 or JKS
	 * @return this
	 */
	public TlsOptionsBuilder keyStore(Path keyStore) {
		this.keyStore = keyStore;
		return this;
	}

	/**
	 * Set the password of the key store.
	 * @param password the password
	 * @return this
	 */
	public TlsOptionsBuilder keyStorePassword(Password password) {
		this.keyStorePassword = password;
		return this;
	}

	/**
	 * Set the password of the private key, be it in a file or in a key store.
	 * @param password the password
	 * @return this
	 */
	public TlsOptionsBuilder keyPassword(Password password) {
		this.keyPassword = password;
		return this;
	}

	/**
	 * Set whether the certificate of a node must name the host that was dialled. Default
	 * true. Without it every owner of any trusted certificate can pass for a node.
	 * @param verifyHostName whether it must
	 * @return this
	 */
	public TlsOptionsBuilder verifyHostName(boolean verifyHostName) {
		this.verifyHostName = verifyHostName;
		return this;
	}

	/**
	 * Build the options.
	 * @return the options, or {@code null} if connections are not to be encrypted
	 * @throws IllegalArgumentException if the options contradict each other or a file
	 * can't be read; the message names what, and the remedy
	 */
	public @Nullable TlsOptions build() {
		TlsOptions options = new TlsOptions(this.sslContext, this.rootCert, this.trustStore, this.trustStorePassword,
				this.cert, this.key, this.keyStore, this.keyStorePassword, this.keyPassword, this.verifyHostName);
		if (!this.disabled) {
			return options;
		}
		if (!options.equals(new TlsOptionsBuilder().build())) {
			throw new IllegalArgumentException(
					"ssl=false is given along with other ssl options: leave it or them away");
		}
		return null;
	}

}
