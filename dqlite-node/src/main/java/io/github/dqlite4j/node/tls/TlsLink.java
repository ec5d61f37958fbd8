package io.github.dqlite4j.node.tls;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.tls.TlsException;

/**
 * Carries bytes between the network, where they are encrypted, and the engine: two
 * threads, one for each direction, with one buffer each. When one direction ends, the
 * other is told and may go on for a while; when one breaks, so does the other.
 */
final class TlsLink implements Closeable {

	private static final Logger logger = LoggerFactory.getLogger(TlsLink.class);

	private static final int BUFFER_SIZE = 16 * 1024;

	/**
	 * How long one direction may outlive the other. The engine closes a connection when
	 * its peer ends one.
	 */
	private static final Duration HALF_LIFE = Duration.ofSeconds(10);

	private final String peer;

	private final TlsChannel remote;

	private final NativeSocket local;

	private final TlsLinks links;

	private final AtomicInteger directions = new AtomicInteger(2);

	private volatile @Nullable ScheduledFuture<?> end;

	TlsLink(String peer, TlsChannel remote, NativeSocket local, TlsLinks links) {
		this.peer = peer;
		this.remote = remote;
		this.local = local;
		this.links = links;
	}

	/**
	 * Carries what comes from the network until it ends.
	 */
	void decrypt() {
		carry(() -> copy(this.remote.input(), this.local.output()), this.local::shutdownOutput);
	}

	/**
	 * Carries what comes from the engine until it ends.
	 */
	void encrypt() {
		carry(() -> copy(this.local.input(), this.remote.output()), this.remote::shutdownOutput);
	}

	private void carry(Action copy, Action end) {
		boolean ended = false;
		try {
			copy.run();
			end.run();
			ended = true;
		}
		catch (TlsException ex) {
			this.links.refusals().report(this.peer, ex);
		}
		catch (IOException ex) {
			// one side is gone, be it by failure or by our own doing: the other one
			// learns
			// of it when its connection ends
			logger.debug("The connection with {} ends: {}", this.peer, ex.getMessage());
		}
		finally {
			if (this.directions.decrementAndGet() == 0 || !ended) {
				close();
			}
			else {
				this.end = this.links.closeAfter(this, HALF_LIFE);
			}
		}
	}

	private static void copy(InputStream in, OutputStream out) throws IOException {
		byte[] buffer = new byte[BUFFER_SIZE];
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			out.write(buffer, 0, count);
			out.flush();
		}
	}

	@Override
	public void close() {
		this.links.forget(this);
		ScheduledFuture<?> pending = this.end;
		if (pending != null) {
			pending.cancel(false);
		}
		this.local.close();
		try {
			this.remote.close();
		}
		catch (IOException ex) {
			logger.debug("The connection with {} can't be closed", this.peer, ex);
		}
	}

	/**
	 * A step of carrying.
	 */
	@FunctionalInterface
	private interface Action {

		void run() throws IOException;

	}

}
