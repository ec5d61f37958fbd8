package io.github.dqlite4j.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

import jdk.net.ExtendedSocketOptions;

/**
 * What a node sends. The server holds a small message back until the one before it was
 * acknowledged, and this side delays that in the hope of a request to send it along with:
 * where none follows, both would wait for 40 ms. So whatever is read after a request and
 * its first bytes of response is acknowledged before waiting for more.
 * <p>
 * In a long result that would make the server send every batch by itself. What it holds
 * back grows to one large segment, which is faster for both, so after many reads an
 * acknowledgement is only sent when nothing comes for a moment.
 */
final class ResponseInputStream extends FilterInputStream {

	/**
	 * The number of reads, of about 4 KiB each, after which a result is a long one. A
	 * first read with a time limit makes every later one on the socket a little slower,
	 * so this must not happen to connections that have no such results.
	 */
	private static final int EAGER_READS = 64;

	private static final int PATIENCE_MILLIS = 1;

	private final Socket socket;

	private final boolean acknowledges;

	private final boolean patient;

	private int readsSinceRequest;

	/**
	 * Create a stream.
	 * @param in what comes from the socket, as it is or decrypted
	 * @param socket the socket underneath
	 * @param encrypted whether there is encryption in between, which does not survive
	 * reads with a time limit
	 */
	ResponseInputStream(InputStream in, Socket socket, boolean encrypted) {
		super(in);
		this.socket = socket;
		this.acknowledges = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
		this.patient = this.acknowledges && !encrypted;
	}

	/**
	 * Take note that something was sent: it took the acknowledgement along.
	 */
	void requestSent() {
		this.readsSinceRequest = 0;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		int reads = this.readsSinceRequest++;
		if (reads == 0) {
			return super.read(buffer, offset, length);
		}
		return (this.patient && reads > EAGER_READS) ? readPatiently(buffer, offset, length)
				: acknowledgeAndRead(buffer, offset, length);
	}

	private int acknowledgeAndRead(byte[] buffer, int offset, int length) throws IOException {
		if (this.acknowledges) {
			this.socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
		}
		return super.read(buffer, offset, length);
	}

	private int readPatiently(byte[] buffer, int offset, int length) throws IOException {
		try {
			this.socket.setSoTimeout(PATIENCE_MILLIS);
			int count = super.read(buffer, offset, length);
			this.socket.setSoTimeout(0);
			return count;
		}
		catch (SocketTimeoutException ex) {
			// Nothing came and nothing is lost: most likely the server waits for the
			// acknowledgement.
			this.socket.setSoTimeout(0);
			return acknowledgeAndRead(buffer, offset, length);
		}
	}

}
