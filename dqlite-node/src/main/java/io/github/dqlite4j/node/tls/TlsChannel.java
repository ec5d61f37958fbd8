package io.github.dqlite4j.node.tls;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

import io.github.dqlite4j.client.tls.TlsSocket;

/**
 * A connection over the network whose handshake is done. One thread may read, one write,
 * and any close it, which wakes the other two. Failures are in words.
 */
public final class TlsChannel implements Closeable {

	private final Socket socket;

	private final TlsSocket tls;

	TlsChannel(Socket socket, TlsSocket tls) {
		this.socket = socket;
		this.tls = tls;
	}

	/**
	 * Limits how long a read waits.
	 * @param timeout the time, at most that of an {@code int} of milliseconds; 0 waits
	 * for ever
	 * @throws IOException if the connection is closed
	 */
	public void setReadTimeout(Duration timeout) throws IOException {
		this.socket.setSoTimeout((int) Math.min(timeout.toMillis(), Integer.MAX_VALUE));
	}

	/**
	 * Returns what the other side sends.
	 * @return the decrypted stream
	 * @throws IOException if the connection is closed
	 */
	public InputStream input() throws IOException {
		return new Input(this.tls.input());
	}

	/**
	 * Returns what is sent to the other side.
	 * @return the stream to be encrypted
	 * @throws IOException if the connection is closed
	 */
	public OutputStream output() throws IOException {
		return new Output(this.tls.output());
	}

	/**
	 * Says that nothing more follows.
	 */
	void shutdownOutput() throws IOException {
		this.tls.shutdownOutput();
	}

	/**
	 * Closes the connection at once, without a goodbye for which the other side would
	 * have to read.
	 * @throws IOException if the system refuses
	 */
	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * With TLS 1.3 a server that does not like the certificate of its client says so
	 * after the handshake.
	 */
	private final class Input extends FilterInputStream {

		Input(InputStream delegate) {
			super(delegate);
		}

		@Override
		public int read() throws IOException {
			byte[] single = new byte[1];
			return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			try {
				int count = this.in.read(bytes, offset, length);
				if (count > 0) {
					TlsChannel.this.tls.markAnswered();
				}
				return count;
			}
			catch (IOException ex) {
				throw TlsChannel.this.tls.explain(ex);
			}
		}

	}

	/**
	 * Writes whole arrays, where its base class writes bytes.
	 */
	private final class Output extends FilterOutputStream {

		Output(OutputStream delegate) {
			super(delegate);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			try {
				this.out.write(bytes, offset, length);
			}
			catch (IOException ex) {
				throw TlsChannel.this.tls.explain(ex);
			}
		}

	}

}
