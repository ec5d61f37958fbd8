package io.github.dqlite4j.client.tls;

import java.io.IOException;
import java.net.Socket;
import java.util.List;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Secures the connections of one cluster. Certificates are read once, and again when
 * their files change. Safe for use by several threads.
 */
public final class ClientTls {

	private final TlsOptions options;

	private final RenewedCredentials credentials;

	/**
	 * Create the TLS of a cluster. Nothing is read yet.
	 * @param options whom to trust and as whom to present oneself
	 */
	public ClientTls(TlsOptions options) {
		this.options = options;
		this.credentials = new RenewedCredentials(options);
	}

	/**
	 * Read the certificates unless that was done, so that a file that can't be used is
	 * noticed before any node is dialled.
	 * @throws TlsException if they can't be used; the message names the file, what is
	 * wrong, and the remedy
	 */
	public void prepare() throws TlsException {
		this.credentials.get();
	}

	/**
	 * Put TLS on a connected socket. The handshake is still to be made.
	 * @param socket the socket, which is closed with the one that is returned
	 * @param host the host that was dialled, which the certificate must name
	 * @param port the port that was dialled
	 * @return the secured socket
	 * @throws TlsException if certificates or protocols do not allow it
	 * @throws IOException if the socket is not connected
	 */
	public TlsSocket secure(Socket socket, String host, int port) throws IOException {
		TlsCredentials current = this.credentials.get();
		String name = peerName(host);
		SSLSocket secured = (SSLSocket) current.context().getSocketFactory().createSocket(socket, name, port, true);
		secured.setUseClientMode(true);
		SSLParameters parameters = secured.getSSLParameters();
		parameters.setProtocols(TlsProtocols.of(parameters));
		parameters.setServerNames(serverNames(name));
		if (this.options.verifyHostName()) {
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
		}
		secured.setSSLParameters(parameters);
		OwnIdentity identity = current.identity();
		return new TlsSocket(secured, identity,
				(failure, request) -> new HandshakeFailure(failure, request, identity).explain());
	}

	/**
	 * A certificate knows neither the zone of a link-local address nor the dot that ends
	 * an absolute name.
	 */
	private static String peerName(String host) {
		int zone = host.indexOf('%');
		String name = (zone >= 0) ? host.substring(0, zone) : host;
		return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
	}

	private static List<SNIServerName> serverNames(String host) {
		if (host.indexOf(':') >= 0 || host.matches("[0-9.]+")) {
			return List.of();
		}
		try {
			return List.of(new SNIHostName(host));
		}
		catch (IllegalArgumentException ex) {
			// a name with an underscore has no place in this extension; the certificate
			// is
			// verified against it all the same
			return List.of();
		}
	}

}
