package io.github.dqlite4j.client.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

import org.jspecify.annotations.Nullable;

/**
 * Leaves the choice of the own certificate to the key manager of the JVM and, for a
 * client, takes note of it: a server that wanted another one says little, and with TLS
 * 1.3 only after the handshake.
 */
final class OwnIdentity extends X509ExtendedKeyManager {

	private final @Nullable X509ExtendedKeyManager delegate;

	private final @Nullable X509Certificate certificate;

	private final Map<Socket, CertificateRequest> requests = new ConcurrentHashMap<>();

	/**
	 * Create an identity.
	 * @param delegate chooses, or {@code null} if there is no certificate
	 * @param certificate the certificate, or {@code null} if there is none
	 */
	OwnIdentity(@Nullable X509ExtendedKeyManager delegate, @Nullable X509Certificate certificate) {
		this.delegate = delegate;
		this.certificate = certificate;
	}

	/**
	 * Return the certificate that the client has.
	 * @return the certificate, or {@code null} if there is none
	 */
	@Nullable X509Certificate certificate() {
		return this.certificate;
	}

	/**
	 * Return the request that came in a handshake, and forget it.
	 * @param socket the socket of the handshake
	 * @return the request, or {@code null} if there was none
	 */
	@Nullable CertificateRequest takeRequest(Socket socket) {
		return this.requests.remove(socket);
	}

	@Override
	public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
		String alias = (this.delegate != null) ? this.delegate.chooseClientAlias(keyTypes, issuers, socket) : null;
		CertificateRequest request = CertificateRequest.of(issuers,
				(alias != null) ? getCertificateChain(alias) : null);
		this.requests.merge(socket, request, (before, now) -> (now.sent() != null) ? now : before);
		return alias;
	}

	@Override
	public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
			SSLEngine engine) {
		return (this.delegate != null) ? this.delegate.chooseEngineClientAlias(keyTypes, issuers, engine) : null;
	}

	@Override
	public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
		return (this.delegate != null) ? this.delegate.chooseEngineServerAlias(keyType, issuers, engine) : null;
	}

	@Override
	public X509Certificate @Nullable [] getCertificateChain(String alias) {
		return (this.delegate != null) ? this.delegate.getCertificateChain(alias) : null;
	}

	@Override
	public @Nullable PrivateKey getPrivateKey(String alias) {
		return (this.delegate != null) ? this.delegate.getPrivateKey(alias) : null;
	}

	@Override
	public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
		return (this.delegate != null) ? this.delegate.getClientAliases(keyType, issuers) : null;
	}

	@Override
	public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
		return (this.delegate != null) ? this.delegate.getServerAliases(keyType, issuers) : null;
	}

	@Override
	public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
		return (this.delegate != null) ? this.delegate.chooseServerAlias(keyType, issuers, socket) : null;
	}

}
