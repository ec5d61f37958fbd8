package io.github.dqlite4j.client.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

import org.jspecify.annotations.Nullable;

/**
 * Offers one private key that does not leave the device which keeps it (PKCS#11): a key
 * manager of the JVM takes keys out of a key store only, and no other store can hold such
 * a key. What is signed by it is signed by the provider that it comes from.
 */
final class DeviceKeyManager extends X509ExtendedKeyManager {

	private static final String ALIAS = "device";

	private final PrivateKey key;

	private final List<X509Certificate> chain;

	/**
	 * Create a key manager.
	 * @param key the key
	 * @param chain its certificate and those behind that
	 */
	DeviceKeyManager(PrivateKey key, List<X509Certificate> chain) {
		this.key = key;
		this.chain = List.copyOf(chain);
	}

	/**
	 * Return the alias, unless the key is one of another algorithm, or its certificate
	 * one of other authorities than the peer accepts.
	 * @param keyType the algorithm of the key; with TLS 1.2 that of the signature of its
	 * certificate may follow behind an underscore
	 * @param issuers the authorities; any if there are none
	 */
	private @Nullable String alias(String keyType, Principal @Nullable [] issuers) {
		String algorithm = keyType.contains("_") ? keyType.substring(0, keyType.indexOf('_')) : keyType;
		boolean fits = algorithm.equals(this.chain.get(0).getPublicKey().getAlgorithm());
		boolean accepted = issuers == null || issuers.length == 0
				|| this.chain.stream()
					.map(X509Certificate::getIssuerX500Principal)
					.anyMatch(List.of(issuers)::contains);
		return (fits && accepted) ? ALIAS : null;
	}

	private String @Nullable [] aliases(String keyType, Principal @Nullable [] issuers) {
		String alias = alias(keyType, issuers);
		return (alias != null) ? new String[] { alias } : null;
	}

	private @Nullable String first(String[] keyTypes, Principal @Nullable [] issuers) {
		return Arrays.stream(keyTypes).anyMatch((keyType) -> alias(keyType, issuers) != null) ? ALIAS : null;
	}

	@Override
	public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
			@Nullable Socket socket) {
		return first(keyTypes, issuers);
	}

	@Override
	public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
			@Nullable SSLEngine engine) {
		return first(keyTypes, issuers);
	}

	@Override
	public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
		return alias(keyType, issuers);
	}

	@Override
	public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers,
			@Nullable SSLEngine engine) {
		return alias(keyType, issuers);
	}

	@Override
	public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
		return aliases(keyType, issuers);
	}

	@Override
	public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
		return aliases(keyType, issuers);
	}

	@Override
	public X509Certificate @Nullable [] getCertificateChain(String alias) {
		return ALIAS.equals(alias) ? this.chain.toArray(X509Certificate[]::new) : null;
	}

	@Override
	public @Nullable PrivateKey getPrivateKey(String alias) {
		return ALIAS.equals(alias) ? this.key : null;
	}

}
