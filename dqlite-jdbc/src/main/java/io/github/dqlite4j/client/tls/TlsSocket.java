package io.github.dqlite4j.client.tls;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * A socket that speaks TLS. One thread at a time uses it.
 */
public final class TlsSocket implements Closeable {

	private final SSLSocket socket;

	private final @Nullable ClientIdentity identity;

	private @Nullable CertificateRequest request;

	private boolean answered;

	TlsSocket(SSLSocket socket, @Nullable ClientIdentity identity) {
		this.socket = socket;
		this.identity = identity;
	}

	/**
	 * Agree on keys and see the server's certificate. Takes until the socket underneath
	 * is closed if the server is silent.
	 * @throws IOException if that fails, to be given to {@link #explain(IOException)}
	 */
	public void handshake() throws IOException {
		try {
			this.socket.startHandshake();
		}
		finally {
			if (this.identity != null) {
				this.request = this.identity.takeRequest(this.socket);
			}
		}
	}

	/**
	 * Return what the server sends.
	 * @return the decrypted stream
	 * @throws IOException if the socket is closed
	 */
	public InputStream input() throws IOException {
		return this.socket.getInputStream();
	}

	/**
	 * Return what is sent to the server.
	 * @return the stream to be encrypted
	 * @throws IOException if the socket is closed
	 */
	public OutputStream output() throws IOException {
		return this.socket.getOutputStream();
	}

	/**
	 * Take note that the server accepts this client, which with TLS 1.3 the handshake
	 * does not tell.
	 */
	public void markAnswered() {
		this.answered = true;
	}

	/**
	 * Say what a failure means.
	 * @param failure what happened in the handshake or in an exchange
	 * @return a {@link TlsException} if certificates or settings are to blame, else the
	 * failure as it is
	 */
	public IOException explain(IOException failure) {
		return this.answered ? failure : new HandshakeFailure(failure, this.request, this.identity).explain();
	}

	/**
	 * Say goodbye and close the connection. May wait for a server that does not read,
	 * until the socket underneath is closed.
	 * @throws IOException if the connection was broken
	 */
	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
