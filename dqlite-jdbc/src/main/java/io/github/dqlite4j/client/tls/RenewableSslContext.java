package io.github.dqlite4j.client.tls;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

import org.jspecify.annotations.Nullable;

/**
 * A context whose certificates can be replaced while it is in use: connections that are
 * made from then on have the new ones, and those that exist stay as they are. Failures
 * are explained as those of certificates in files. Safe for use by several threads.
 */
public final class RenewableSslContext extends SSLContext {

	private final Current current;

	private final List<Renewal> listeners = new CopyOnWriteArrayList<>();

	private volatile KeyMaterial material;

	private RenewableSslContext(Current current, SSLContext first, KeyMaterial material) {
		super(current, first.getProvider(), first.getProtocol());
		this.current = current;
		this.material = material;
	}

	/**
	 * Create a context.
	 * @param source where its certificates come from, for messages
	 * @param material whom to trust and as whom to present oneself
	 * @return the context
	 * @throws TlsException if the JVM can't use the material
	 */
	public static RenewableSslContext of(String source, KeyMaterial material) throws TlsException {
		TlsCredentials first = TlsCredentials.of(source, material);
		return new RenewableSslContext(new Current(source, first), first.context(), material);
	}

	/**
	 * Replace the certificates.
	 * @param material whom to trust and as whom to present oneself from now on
	 * @throws TlsException if the JVM can't use the material; those before stay in use
	 */
	public void renew(KeyMaterial material) throws TlsException {
		this.current.credentials = TlsCredentials.of(this.current.source, material);
		this.material = material;
		for (Renewal listener : this.listeners) {
			listener.accept(material);
		}
	}

	/**
	 * Ask to be told of renewals.
	 * @param listener called after each, by the thread that renews
	 */
	public void addListener(Renewal listener) {
		this.listeners.add(listener);
	}

	/**
	 * Ask to be told of renewals no more.
	 * @param listener the listener as it was added; nothing happens if it was not
	 */
	public void removeListener(Renewal listener) {
		this.listeners.remove(listener);
	}

	/**
	 * Return what new connections present and trust.
	 * @return the certificates and the private key
	 */
	public KeyMaterial material() {
		return this.material;
	}

	/**
	 * Return where the certificates come from.
	 * @return a text for messages
	 */
	public String source() {
		return this.current.source;
	}

	/**
	 * Return what new connections are made with.
	 */
	TlsCredentials credentials() {
		return this.current.credentials;
	}

	/**
	 * Learns of renewals.
	 */
	@FunctionalInterface
	public interface Renewal {

		/**
		 * Take note of a renewal.
		 * @param material what new connections present and trust
		 * @throws TlsException if it can't be used
		 */
		void accept(KeyMaterial material) throws TlsException;

	}

	/**
	 * Leaves everything to the context of the moment.
	 */
	private static final class Current extends SSLContextSpi {

		private final String source;

		private volatile TlsCredentials credentials;

		Current(String source, TlsCredentials credentials) {
			this.source = source;
			this.credentials = credentials;
		}

		@Override
		protected void engineInit(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust,
				@Nullable SecureRandom random) throws KeyManagementException {
			throw new KeyManagementException("the certificates of this context are replaced by renew");
		}

		@Override
		protected SSLSocketFactory engineGetSocketFactory() {
			return this.credentials.context().getSocketFactory();
		}

		@Override
		protected SSLServerSocketFactory engineGetServerSocketFactory() {
			return this.credentials.context().getServerSocketFactory();
		}

		@Override
		protected SSLEngine engineCreateSSLEngine() {
			return this.credentials.context().createSSLEngine();
		}

		@Override
		protected SSLEngine engineCreateSSLEngine(String host, int port) {
			return this.credentials.context().createSSLEngine(host, port);
		}

		@Override
		protected SSLSessionContext engineGetServerSessionContext() {
			return this.credentials.context().getServerSessionContext();
		}

		@Override
		protected SSLSessionContext engineGetClientSessionContext() {
			return this.credentials.context().getClientSessionContext();
		}

	}

}
