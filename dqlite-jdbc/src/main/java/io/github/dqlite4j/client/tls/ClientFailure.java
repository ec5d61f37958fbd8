package io.github.dqlite4j.client.tls;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * Finds out what it means that a node and a client could not agree on TLS, as the node
 * sees it.
 */
final class ClientFailure {

	private static final Pattern ALERT = Pattern.compile("fatal alert: ([a-z_]+)");

	private static final String NO_CERTIFICATE = "Empty client certificate chain";

	private static final String NO_TLS = "Unsupported or unrecognized SSL message";

	private final IOException failure;

	private final @Nullable OwnIdentity identity;

	/**
	 * Create the failure.
	 * @param failure what happened
	 * @param identity the certificate of the node, or {@code null} if nothing is known of
	 * it
	 */
	ClientFailure(IOException failure, @Nullable OwnIdentity identity) {
		this.failure = failure;
		this.identity = identity;
	}

	IOException explain() {
		CertificateException refusal = cause(CertificateException.class);
		if (refusal != null) {
			return permanent((refusal instanceof PeerCertificateException) ? String.valueOf(refusal.getMessage())
					: "its certificate is refused by the SSLContext: " + refusal.getMessage()
							+ ": check what the context trusts");
		}
		String message = String.valueOf(this.failure.getMessage());
		Matcher alert = ALERT.matcher(message);
		if (this.failure instanceof SSLException && alert.find()) {
			return permanent("it ends the TLS handshake by '" + alert.group(1) + "'" + hint(alert.group(1)));
		}
		if (message.contains(NO_CERTIFICATE)) {
			return permanent("it shows no certificate: give it one of a trusted authority, by sslCert and sslKey or "
					+ "sslKeyStore if it is a client of this driver");
		}
		if (message.contains(NO_TLS)) {
			return permanent(
					"it speaks plain text: give it the ssl options, or the node settings for TLS if it is a " + "node");
		}
		if (cause(SocketException.class) != null) {
			return permanent("it breaks the connection off during the TLS handshake, as clients do that refuse the "
					+ "certificate of this node" + ownCertificate() + ": see its log or exception");
		}
		if (cause(EOFException.class) != null) {
			return new IOException("it ended the connection during the TLS handshake", this.failure);
		}
		return (this.failure instanceof SSLException) ? permanent("TLS can't be agreed on with it: " + message)
				: this.failure;
	}

	private String hint(String alert) {
		return switch (alert) {
			case "protocol_version" -> ": it has no TLS 1.2 or later: update or reconfigure it";
			case "unknown_ca", "certificate_unknown", "bad_certificate", "certificate_expired",
					"unsupported_certificate", "certificate_revoked" ->
				": it refuses the certificate of this node" + ownCertificate() + ": see its log or exception for the "
						+ "reason, which may be the host name that it dialled or the authorities that it trusts";
			default -> ": see its log or exception";
		};
	}

	private String ownCertificate() {
		X509Certificate own = (this.identity != null) ? this.identity.certificate() : null;
		if (own == null) {
			return "";
		}
		boolean over = own.getNotAfter().toInstant().isBefore(Instant.now());
		return " (" + new CertificateText(own) + (over ? ", which is over" : "") + ")";
	}

	private TlsException permanent(String message) {
		return new TlsException(message, this.failure);
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
