package io.github.dqlite4j.client.tls;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * Leaves the decision to the trust manager of the JVM, and where that refuses a
 * certificate finds out what is wrong with it.
 */
final class PeerTrust extends X509ExtendedTrustManager {

	private static final int MAX_ROOTS = 5;

	private final X509ExtendedTrustManager delegate;

	private final String source;

	/**
	 * Create the trust in the peers that a trust manager accepts.
	 * @param delegate decides
	 * @param source where its roots come from, for messages
	 */
	PeerTrust(X509ExtendedTrustManager delegate, String source) {
		this.delegate = delegate;
		this.source = source;
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
			throws CertificateException {
		try {
			this.delegate.checkServerTrusted(chain, authType, socket);
		}
		catch (CertificateException ex) {
			SSLSession session = ((SSLSocket) socket).getHandshakeSession();
			throw explainServer(chain, authType, (session != null) ? session.getPeerHost() : null, ex);
		}
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		try {
			this.delegate.checkServerTrusted(chain, authType, engine);
		}
		catch (CertificateException ex) {
			throw explainServer(chain, authType, engine.getPeerHost(), ex);
		}
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		try {
			this.delegate.checkServerTrusted(chain, authType);
		}
		catch (CertificateException ex) {
			throw explainServer(chain, authType, null, ex);
		}
	}

	private CertificateException explainServer(X509Certificate[] chain, String authType, @Nullable String host,
			CertificateException refusal) {
		CertificateText server = new CertificateText(chain[0]);
		if (host != null && isTrusted(chain, authType)) {
			return new PeerCertificateException("its certificate is not for the host " + host + " but for "
					+ server.names() + " (" + server + "): connect by one of those names, or issue a certificate that "
					+ "names " + host + " as a subject alternative name", refusal);
		}
		return explain(chain, "servers", refusal);
	}

	/**
	 * Say what is wrong with a certificate, whoever shows it.
	 */
	private CertificateException explain(X509Certificate[] chain, String role, CertificateException refusal) {
		CertificateText peer = new CertificateText(chain[0]);
		String period = outsideOfValidity(chain);
		if (period != null) {
			return new PeerCertificateException(period + " (" + peer + ")", refusal);
		}
		CertPathValidatorException.Reason reason = reason(refusal);
		if (reason == PKIXReason.NO_TRUST_ANCHOR) {
			return new PeerCertificateException("its certificate was issued by none of the trusted authorities (" + peer
					+ "; trusted: " + roots() + "): give the certificate of the authority " + peer.issuer()
					+ " by sslRootCert or sslTrustStore", refusal);
		}
		if (reason == BasicReason.INVALID_SIGNATURE) {
			return new PeerCertificateException("its certificate was issued by another authority of the same name as "
					+ "a trusted one (" + peer + "; trusted: " + roots() + "): give the present certificate of the "
					+ "authority by sslRootCert or sslTrustStore", refusal);
		}
		return new PeerCertificateException("its certificate does not serve (" + peer + "): " + refusal.getMessage()
				+ ": issue one for TLS " + role + " with current algorithms", refusal);
	}

	/**
	 * Tell whether the certificate would be accepted if the host did not matter.
	 */
	private boolean isTrusted(X509Certificate[] chain, String authType) {
		try {
			this.delegate.checkServerTrusted(chain, authType);
			return true;
		}
		catch (CertificateException ex) {
			// the refusal that is to be explained was this one
			return false;
		}
	}

	private static @Nullable String outsideOfValidity(X509Certificate[] chain) {
		Instant now = Instant.now();
		for (X509Certificate certificate : chain) {
			String which = (certificate == chain[0]) ? "its certificate"
					: "its certificate's authority " + CertificateText.name(certificate.getSubjectX500Principal());
			Instant start = certificate.getNotBefore().toInstant();
			Instant end = certificate.getNotAfter().toInstant();
			if (end.isBefore(now)) {
				return which + " expired at " + end + ": renew it, or correct this machine's clock, which says " + now;
			}
			if (start.isAfter(now)) {
				return which + " is not valid before " + start + ": correct this machine's clock, which says " + now
						+ ", or that of the authority";
			}
		}
		return null;
	}

	private static CertPathValidatorException.@Nullable Reason reason(CertificateException refusal) {
		boolean noPath = false;
		for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
			if (cause instanceof CertPathValidatorException ex) {
				return ex.getReason();
			}
			noPath |= cause instanceof CertPathBuilderException;
		}
		return noPath ? PKIXReason.NO_TRUST_ANCHOR : null;
	}

	private String roots() {
		X509Certificate[] roots = this.delegate.getAcceptedIssuers();
		if (roots.length > MAX_ROOTS) {
			return roots.length + " authorities of " + this.source;
		}
		return Arrays.stream(roots)
			.map((root) -> CertificateText.name(root.getSubjectX500Principal()))
			.collect(Collectors.joining("; ", "", " of " + this.source));
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return this.delegate.getAcceptedIssuers();
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		checkClient(chain, () -> this.delegate.checkClientTrusted(chain, authType));
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
			throws CertificateException {
		checkClient(chain, () -> this.delegate.checkClientTrusted(chain, authType, socket));
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		checkClient(chain, () -> this.delegate.checkClientTrusted(chain, authType, engine));
	}

	private void checkClient(X509Certificate[] chain, Check check) throws CertificateException {
		try {
			check.run();
		}
		catch (CertificateException ex) {
			throw explain(chain, "clients", ex);
		}
	}

	/**
	 * Asks the delegate.
	 */
	@FunctionalInterface
	private interface Check {

		void run() throws CertificateException;

	}

}
