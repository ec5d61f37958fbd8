package io.github.dqlite4j.spring.boot.autoconfigure;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import io.github.dqlite4j.client.tls.KeyMaterial;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * Reads what is in an SSL bundle. The stores are read rather than the managers that Boot
 * makes of them: those heed the alias of the key on some ways of TLS only.
 */
final class BundleReader {

	private final SslBundle bundle;

	BundleReader(SslBundle bundle) {
		this.bundle = bundle;
	}

	/**
	 * Read the private key, the certificates and the authorities.
	 * @return what there is of them
	 * @throws IllegalArgumentException if they do not fit together
	 * @throws IllegalStateException if Boot can't load a file of the bundle
	 * @throws GeneralSecurityException if the JVM can't read a store
	 */
	KeyMaterial read() throws GeneralSecurityException {
		if (this.bundle.getOptions().isSpecified()) {
			throw new IllegalArgumentException("its options (ciphers, enabled-protocols) can't be heeded, since dqlite "
					+ "speaks TLS 1.3 and 1.2 by what the JVM allows: leave them away, or restrict the JVM by "
					+ "jdk.tls.disabledAlgorithms");
		}
		List<X509Certificate> authorities = authorities(this.bundle.getStores().getTrustStore());
		KeyStore store = this.bundle.getStores().getKeyStore();
		String alias = (store != null) ? alias(store) : null;
		if (store == null || alias == null) {
			return new KeyMaterial(null, List.of(), authorities);
		}
		return new KeyMaterial(key(store, alias), chain(store, alias), authorities);
	}

	private static List<X509Certificate> authorities(@Nullable KeyStore store) throws GeneralSecurityException {
		List<X509Certificate> authorities = new ArrayList<>();
		if (store != null) {
			for (String alias : Collections.list(store.aliases())) {
				if (store.isCertificateEntry(alias) && store.getCertificate(alias) instanceof X509Certificate trusted) {
					authorities.add(trusted);
				}
			}
			if (authorities.isEmpty()) {
				throw new IllegalArgumentException("its truststore has no certificate of an authority");
			}
		}
		return authorities;
	}

	private @Nullable String alias(KeyStore store) throws GeneralSecurityException {
		String named = this.bundle.getKey().getAlias();
		if (named != null && !store.isKeyEntry(named)) {
			throw new IllegalArgumentException("its keystore has no private key under the alias '" + named + "', but "
					+ Collections.list(store.aliases()));
		}
		if (named != null) {
			return named;
		}
		for (String alias : Collections.list(store.aliases())) {
			if (store.isKeyEntry(alias)) {
				return alias;
			}
		}
		throw new IllegalArgumentException(
				"its keystore has a certificate, but no private key: add the file of the key,"
						+ " for PEM files as keystore.private-key");
	}

	private PrivateKey key(KeyStore store, String alias) throws GeneralSecurityException {
		String password = this.bundle.getKey().getPassword();
		if (password == null) {
			password = this.bundle.getStores().getKeyStorePassword();
		}
		Key key = store.getKey(alias, (password != null) ? password.toCharArray() : null);
		if (key instanceof PrivateKey privateKey) {
			return privateKey;
		}
		throw new IllegalArgumentException("what its keystore has under the alias '" + alias + "' is no private key");
	}

	private static List<X509Certificate> chain(KeyStore store, String alias) throws GeneralSecurityException {
		Certificate[] chain = store.getCertificateChain(alias);
		return (chain == null) ? List.of() : Arrays.stream(chain).map(X509Certificate.class::cast).toList();
	}

}
