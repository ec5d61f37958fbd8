package io.github.dqlite4j.client.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * Looks at the certificate of a server and trusts none: every handshake ends with it.
 */
public final class ServerInspection {

	private volatile @Nullable String certificate;

	/**
	 * Return options for a connection whose handshake is to be inspected.
	 * @return the options
	 */
	public TlsOptions options() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { new Inspector() }, null);
			return TlsOptions.of(context);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM has no TLS", ex);
		}
	}

	/**
	 * Return the certificate that the server showed.
	 * @return its description, or {@code null} if the server showed none
	 */
	public @Nullable String certificate() {
		return this.certificate;
	}

	private final class Inspector extends X509ExtendedTrustManager {

		private void inspect(X509Certificate[] chain) throws CertificateException {
			ServerInspection.this.certificate = new CertificateText(chain[0]).toString();
			throw new CertificateException("seen");
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
			inspect(chain);
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
				throws CertificateException {
			inspect(chain);
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
				throws CertificateException {
			inspect(chain);
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
			inspect(chain);
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
				throws CertificateException {
			inspect(chain);
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
				throws CertificateException {
			inspect(chain);
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
