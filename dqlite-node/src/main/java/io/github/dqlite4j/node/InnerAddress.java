package io.github.dqlite4j.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.node.tls.NativeSocket;

/**
 * A local socket without a file on which the engine listens when TLS is spoken for it. No
 * other machine can reach it, and the engine itself hangs up on whoever connects from
 * another process, before it reads a byte (seen in 1.11.1 and 1.18.1: it compares the
 * number of the process).
 *
 * @param name the name, without the NUL that takes the place of a file
 */
record InnerAddress(String name) implements EngineAddress, NodeContact {

	private static final int RANDOM_BYTES = 16;

	/**
	 * Makes a name that nobody else has.
	 */
	static InnerAddress random() {
		byte[] random = new byte[RANDOM_BYTES];
		new SecureRandom().nextBytes(random);
		return new InnerAddress("dqlite4j-" + HexFormat.of().formatHex(random));
	}

	@Override
	public String text() {
		return "@" + this.name;
	}

	@Override
	public NodeContact contact() {
		return this;
	}

	@Override
	public NodeStartException refused(Engine engine) {
		return new NodeStartException(Reason.ENGINE_FAILED,
				"The engine " + engine + " cannot listen on the local socket " + text() + ", which TLS needs.",
				"Check the limit of open files of this process (ulimit -n).");
	}

	@Override
	public void abandon() {
		AbandonedListener.close(this);
	}

	@Override
	public NodeChannel open(Duration timeout) throws IOException {
		NativeSocket socket = NativeSocket.connect(this.name);
		socket.setReadTimeout(timeout);
		return new NodeChannel() {

			@Override
			public InputStream input() {
				return socket.input();
			}

			@Override
			public OutputStream output() {
				return socket.output();
			}

			@Override
			public void close() {
				socket.close();
			}

		};
	}

	@Override
	public String toString() {
		return text();
	}

}
