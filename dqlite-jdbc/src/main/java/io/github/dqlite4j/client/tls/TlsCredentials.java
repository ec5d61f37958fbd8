package io.github.dqlite4j.client.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * Whom to trust and as whom to present oneself, read from the files of the options.
 *
 * @param context what sockets are made by
 * @param identity the own certificate, or {@code null} if a context that was given has it
 */
record TlsCredentials(SSLContext context, @Nullable OwnIdentity identity) {

	/**
	 * Read the files.
	 * @throws TlsException if one can't be used; the message names it and the remedy
	 */
	static TlsCredentials read(TlsOptions options) throws TlsException {
		if (options.sslContext() != null) {
			return new TlsCredentials(options.sslContext(), null);
		}
		try {
			return of(identity(options), trust(options));
		}
		catch (GeneralSecurityException ex) {
			throw notBy(ex);
		}
	}

	/**
	 * Use what is in memory.
	 * @param source where it comes from, for messages
	 * @param material the certificates and the private key
	 * @throws TlsException if the JVM can't use them
	 */
	static TlsCredentials of(String source, KeyMaterial material) throws TlsException {
		try {
			List<X509Certificate> authorities = material.authorities();
			PeerTrust trust = authorities.isEmpty() ? jvmTrust()
					: new PeerTrust(trustManager(trustStore(authorities)), source);
			PrivateKey key = material.key();
			return of((key != null) ? identity(key, material.chain()) : new OwnIdentity(null, null), trust);
		}
		catch (GeneralSecurityException ex) {
			throw notBy(ex);
		}
	}

	private static TlsCredentials of(OwnIdentity identity, PeerTrust trust) throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(new KeyManager[] { identity }, new TrustManager[] { trust }, null);
		return new TlsCredentials(context, identity);
	}

	private static TlsException notBy(GeneralSecurityException ex) {
		return new TlsException("TLS can't be set up by this JVM: " + ex.getMessage(), ex);
	}

	private static PeerTrust trust(TlsOptions options) throws TlsException, GeneralSecurityException {
		if (options.rootCert() != null) {
			CertificateFile file = new CertificateFile("sslRootCert", options.rootCert());
			return new PeerTrust(trustManager(trustStore(PemFile.read(file).certificates())), file.toString());
		}
		if (options.trustStore() != null) {
			CertificateFile file = new CertificateFile("sslTrustStore", options.trustStore());
			X509ExtendedTrustManager trust = trustManager(KeyStoreReader.read(file, options.trustStorePassword()));
			if (trust.getAcceptedIssuers().length == 0) {
				throw file.unusable("it has no certificate of an authority, only keys: import one as trusted", null);
			}
			return new PeerTrust(trust, file.toString());
		}
		return jvmTrust();
	}

	private static PeerTrust jvmTrust() throws GeneralSecurityException {
		return new PeerTrust(trustManager(null), "the JVM");
	}

	private static KeyStore trustStore(List<X509Certificate> roots) throws GeneralSecurityException {
		KeyStore store = emptyStore();
		for (X509Certificate root : roots) {
			store.setCertificateEntry(Integer.toString(store.size()), root);
		}
		return store;
	}

	private static X509ExtendedTrustManager trustManager(@Nullable KeyStore store) throws GeneralSecurityException {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(store);
		return Arrays.stream(factory.getTrustManagers())
			.filter(X509ExtendedTrustManager.class::isInstance)
			.map(X509ExtendedTrustManager.class::cast)
			.findFirst()
			.orElseThrow(() -> new KeyStoreException("it has no trust manager for X.509"));
	}

	private static OwnIdentity identity(TlsOptions options) throws TlsException, GeneralSecurityException {
		if (options.cert() != null) {
			return pemIdentity(options.cert(), Objects.requireNonNull(options.key()), options.keyPassword());
		}
		if (options.keyStore() != null) {
			return storeIdentity(new CertificateFile("sslKeyStore", options.keyStore()), options);
		}
		return new OwnIdentity(null, null);
	}

	private static OwnIdentity pemIdentity(Path cert, Path key, @Nullable Password password)
			throws TlsException, GeneralSecurityException {
		List<X509Certificate> chain = PemFile.read(new CertificateFile("sslCert", cert)).certificates();
		PemFile keyFile = PemFile.read(new CertificateFile("sslKey", key));
		return identity(new PrivateKeyReader(keyFile, password).read(chain.get(0).getPublicKey()), chain);
	}

	private static OwnIdentity identity(PrivateKey privateKey, List<X509Certificate> chain)
			throws GeneralSecurityException {
		if (privateKey.getEncoded() == null) {
			return new OwnIdentity(new DeviceKeyManager(privateKey, chain), chain.get(0));
		}
		KeyStore store = emptyStore();
		// a key store wants a password, even one that never leaves the memory
		char[] storePassword = { '-' };
		store.setKeyEntry("client", privateKey, storePassword, chain.toArray(X509Certificate[]::new));
		return new OwnIdentity(keyManager(store, storePassword), chain.get(0));
	}

	private static OwnIdentity storeIdentity(CertificateFile file, TlsOptions options)
			throws TlsException, GeneralSecurityException {
		KeyStore store = KeyStoreReader.read(file, options.keyStorePassword());
		for (String alias : Collections.list(store.aliases())) {
			if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
				Password password = (options.keyPassword() != null) ? options.keyPassword()
						: options.keyStorePassword();
				try {
					return new OwnIdentity(keyManager(store, (password != null) ? password.characters() : new char[0]),
							certificate);
				}
				catch (UnrecoverableKeyException ex) {
					throw file.unusable("a private key in it can't be decrypted: check sslKeyPassword", ex);
				}
			}
		}
		throw file.unusable("it has no private key with a certificate: import one", null);
	}

	private static X509ExtendedKeyManager keyManager(KeyStore store, char[] password) throws GeneralSecurityException {
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(store, password);
		return Arrays.stream(factory.getKeyManagers())
			.filter(X509ExtendedKeyManager.class::isInstance)
			.map(X509ExtendedKeyManager.class::cast)
			.findFirst()
			.orElseThrow(() -> new KeyStoreException("it has no key manager for X.509"));
	}

	private static KeyStore emptyStore() throws GeneralSecurityException {
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			return store;
		}
		catch (IOException ex) {
			throw new KeyStoreException("an empty key store can't be made", ex);
		}
	}

}
