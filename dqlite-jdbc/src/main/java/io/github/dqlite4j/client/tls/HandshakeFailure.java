package io.github.dqlite4j.client.tls;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * Finds out what a failure means that happened before the server answered for the first
 * time. A server that does not like the client's certificate, or the lack of one, ends
 * the connection; with TLS 1.3 that is noticed after the handshake.
 */
final class HandshakeFailure {

	private static final Pattern ALERT = Pattern.compile("fatal alert: ([a-z_]+)");

	private static final Set<String> ABOUT_CERTIFICATE = Set.of("bad_certificate", "unsupported_certificate",
			"certificate_revoked", "certificate_expired", "certificate_unknown", "unknown_ca", "certificate_required",
			"access_denied", "handshake_failure", "decrypt_error");

	private static final String TRANSIENT = "internal_error";

	private final IOException failure;

	private final @Nullable CertificateRequest request;

	private final @Nullable OwnIdentity identity;

	/**
	 * Create the failure.
	 * @param failure what happened
	 * @param request the server's request for a certificate, or {@code null} if there was
	 * none or nothing is known of it
	 * @param identity the certificate of the client, or {@code null} if nothing is known
	 * of it
	 */
	HandshakeFailure(IOException failure, @Nullable CertificateRequest request, @Nullable OwnIdentity identity) {
		this.failure = failure;
		this.request = request;
		this.identity = identity;
	}

	IOException explain() {
		CertificateException refusal = cause(CertificateException.class);
		if (refusal instanceof PeerCertificateException) {
			return permanent(String.valueOf(refusal.getMessage()));
		}
		if (refusal != null) {
			return permanent("its certificate is refused by the SSLContext: " + refusal.getMessage()
					+ ": check what the context trusts and which names the certificate has");
		}
		String alert = alert();
		if (this.request != null && this.request.sent() == null && (alert != null || isClosed())) {
			return withoutCertificate(this.request);
		}
		if (this.request != null && this.request.sent() != null && alert != null && ABOUT_CERTIFICATE.contains(alert)) {
			return permanent("refuses the certificate of this client by '" + alert + "' ("
					+ new CertificateText(this.request.sent()) + validity(this.request.sent())
					+ "): present one that the node's authority issued, by sslCert and sslKey or sslKeyStore");
		}
		if (alert != null && !alert.equals(TRANSIENT)) {
			return permanent("ends the TLS handshake by '" + alert + "'" + hint(alert));
		}
		if (this.failure instanceof SSLException && alert == null) {
			String advice = ": check that the port is that of a TLS proxy of a dqlite node, and see its log";
			return isClosed() ? new IOException("ended the connection during the TLS handshake" + advice, this.failure)
					: permanent("TLS can't be agreed on: " + this.failure.getMessage() + advice);
		}
		return this.failure;
	}

	private TlsException withoutCertificate(CertificateRequest request) {
		X509Certificate own = (this.identity != null) ? this.identity.certificate() : null;
		if (own == null) {
			return permanent("requires a certificate of the client" + request.by()
					+ ", and none is configured: give one by sslCert and sslKey, or by sslKeyStore");
		}
		return permanent("requires a certificate of the client" + request.by()
				+ ", and the configured one is another's (" + new CertificateText(own)
				+ "): present one of that authority by sslCert and sslKey, or by sslKeyStore");
	}

	private static String validity(X509Certificate certificate) {
		return certificate.getNotAfter().toInstant().isBefore(Instant.now()) ? ", which is over" : "";
	}

	private static String hint(String alert) {
		return switch (alert) {
			case "protocol_version" -> ": it has no TLS 1.2 or later: update or reconfigure it";
			case "unrecognized_name" -> ": it does not know the host name that was dialled: connect by one it knows";
			case "handshake_failure" -> ": no cipher suite in common, or it misses a certificate of this client";
			default -> ABOUT_CERTIFICATE.contains(alert) ? ": it misses or refuses the certificate of this client"
					: ": see its log";
		};
	}

	private TlsException permanent(String message) {
		return new TlsException(message, this.failure);
	}

	private @Nullable String alert() {
		if (!(this.failure instanceof SSLException)) {
			return null;
		}
		Matcher matcher = ALERT.matcher(String.valueOf(this.failure.getMessage()));
		return matcher.find() ? matcher.group(1) : null;
	}

	private boolean isClosed() {
		return cause(EOFException.class) != null || cause(SocketException.class) != null;
	}

	private <T extends Throwable> @Nullable T cause(Class<T> type) {
		for (Throwable cause = this.failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

}
