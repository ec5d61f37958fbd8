package io.github.dqlite4j.client.tls;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * A socket that speaks TLS. One thread at a time uses it, or one that reads and one that
 * writes.
 */
public final class TlsSocket implements Closeable {

	private final SSLSocket socket;

	private final @Nullable OwnIdentity identity;

	private final FailureExplanation explanation;

	private @Nullable CertificateRequest request;

	private boolean answered;

	TlsSocket(SSLSocket socket, @Nullable OwnIdentity identity, FailureExplanation explanation) {
		this.socket = socket;
		this.identity = identity;
		this.explanation = explanation;
	}

	/**
	 * Agree on keys and see the certificate of the other side. Takes until the socket
	 * underneath is closed if that is silent.
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
	 * Return what the other side sends.
	 * @return the decrypted stream
	 * @throws IOException if the socket is closed
	 */
	public InputStream input() throws IOException {
		return this.socket.getInputStream();
	}

	/**
	 * Return what is sent to the other side.
	 * @return the stream to be encrypted
	 * @throws IOException if the socket is closed
	 */
	public OutputStream output() throws IOException {
		return this.socket.getOutputStream();
	}

	/**
	 * Take note that the other side accepts this one, which with TLS 1.3 the handshake
	 * does not tell a client.
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
		return this.answered ? failure : this.explanation.explain(failure, this.request);
	}

	/**
	 * Say that nothing more follows. With TLS 1.3 the other direction stays open; with
	 * TLS 1.2 the other side has to end it, too.
	 * @throws IOException if the connection was broken
	 */
	public void shutdownOutput() throws IOException {
		this.socket.shutdownOutput();
	}

	/**
	 * Say goodbye and close the connection. May wait for one that does not read, until
	 * the socket underneath is closed.
	 * @throws IOException if the connection was broken
	 */
	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * Finds words for a failure.
	 */
	@FunctionalInterface
	interface FailureExplanation {

		IOException explain(IOException failure, @Nullable CertificateRequest request);

	}

}
