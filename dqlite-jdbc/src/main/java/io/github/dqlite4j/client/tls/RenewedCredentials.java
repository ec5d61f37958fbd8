package io.github.dqlite4j.client.tls;

import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials that are read when they are needed first, and again when one of their files
 * has changed. When the new ones can't be used, those before are kept and the log says
 * why: a renewal that went wrong should not end what works.
 */
final class RenewedCredentials {

	private static final Logger logger = LoggerFactory.getLogger(RenewedCredentials.class);

	private final TlsOptions options;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable Loaded loaded;

	RenewedCredentials(TlsOptions options) {
		this.options = options;
	}

	/**
	 * Return the credentials.
	 * @throws TlsException if they can't be read and never could
	 */
	TlsCredentials get() throws TlsException {
		if (this.options.sslContext() instanceof RenewableSslContext renewable) {
			return renewable.credentials();
		}
		FileStamps stamps = FileStamps.of(this.options);
		Loaded current = this.loaded;
		return (current != null && current.stamps().equals(stamps)) ? current.credentials() : load();
	}

	private TlsCredentials load() throws TlsException {
		this.lock.lock();
		try {
			FileStamps stamps = FileStamps.of(this.options);
			Loaded before = this.loaded;
			if (before != null && before.stamps().equals(stamps)) {
				return before.credentials();
			}
			TlsCredentials credentials = (before != null) ? renew(before.credentials()) : readFirst();
			this.loaded = new Loaded(stamps, credentials);
			return credentials;
		}
		finally {
			this.lock.unlock();
		}
	}

	private TlsCredentials readFirst() throws TlsException {
		if (!this.options.verifyHostName()) {
			logger.warn("Any trusted certificate passes for that of a dqlite node, since sslVerifyHostName is false");
		}
		return TlsCredentials.read(this.options);
	}

	private TlsCredentials renew(TlsCredentials before) {
		try {
			TlsCredentials renewed = TlsCredentials.read(this.options);
			logger.info("The certificates of new connections to dqlite nodes were read again, since a file changed");
			return renewed;
		}
		catch (TlsException ex) {
			logger
				.warn("Connections to dqlite nodes go on with the certificates before, since the changed ones can't be "
						+ "used: {}", ex.getMessage());
			return before;
		}
	}

	/**
	 * What was read.
	 *
	 * @param stamps the state of the files before they were read
	 * @param credentials what was in them
	 */
	private record Loaded(FileStamps stamps, TlsCredentials credentials) {

	}

}
