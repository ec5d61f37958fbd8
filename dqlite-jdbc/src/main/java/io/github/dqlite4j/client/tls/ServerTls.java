package io.github.dqlite4j.client.tls;

import java.io.IOException;
import java.net.Socket;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Secures the connections that a node accepts: it shows its certificate and lets nobody
 * in who does not show one of a trusted authority. Certificates are read once, and again
 * when their files change. Safe for use by several threads.
 */
public final class ServerTls {

	private final RenewedCredentials credentials;

	/**
	 * Create the TLS of a node. Nothing is read yet.
	 * @param options whom to trust and as whom to present oneself
	 * @throws IllegalArgumentException if the options leave open one of both: the roots
	 * of the JVM would let in whoever owns any certificate of the web
	 */
	public ServerTls(TlsOptions options) {
		if (options.sslContext() == null) {
			require(options.cert() != null || options.keyStore() != null, "A node that speaks TLS needs a certificate: "
					+ "give it by sslCert and sslKey, or by sslKeyStore");
			require(options.rootCert() != null || options.trustStore() != null,
					"A node that speaks TLS needs to know whose certificates let in: give the certificate of the "
							+ "authority by sslRootCert or sslTrustStore");
		}
		this.credentials = new RenewedCredentials(options);
	}

	private static void require(boolean given, String message) {
		if (!given) {
			throw new IllegalArgumentException(message);
		}
	}

	/**
	 * Read the certificates unless that was done, so that a file that can't be used is
	 * noticed before anybody connects.
	 * @throws TlsException if they can't be used; the message names the file, what is
	 * wrong, and the remedy
	 */
	public void prepare() throws TlsException {
		this.credentials.get();
	}

	/**
	 * Put TLS on an accepted socket. The handshake is still to be made.
	 * @param socket the socket, which the caller closes when there is no more use for the
	 * one that is returned. Where a handshake fails, the other side may not have read why
	 * yet, and would not if there was something unread on this one
	 * @return the secured socket
	 * @throws TlsException if certificates or protocols do not allow it
	 * @throws IOException if the socket is not connected
	 */
	public TlsSocket secure(Socket socket) throws IOException {
		TlsCredentials current = this.credentials.get();
		SSLSocket secured = (SSLSocket) current.context()
			.getSocketFactory()
			.createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), false);
		secured.setUseClientMode(false);
		SSLParameters parameters = secured.getSSLParameters();
		parameters.setProtocols(TlsProtocols.of(parameters));
		parameters.setNeedClientAuth(true);
		secured.setSSLParameters(parameters);
		OwnIdentity identity = current.identity();
		return new TlsSocket(secured, null, (failure, request) -> new ClientFailure(failure, identity).explain());
	}

}
