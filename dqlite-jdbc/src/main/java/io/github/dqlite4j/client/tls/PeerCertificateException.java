package io.github.dqlite4j.client.tls;

import java.security.cert.CertificateException;

import org.jspecify.annotations.Nullable;

/**
 * The certificate of a node or a client is refused. The message begins with "its
 * certificate".
 */
final class PeerCertificateException extends CertificateException {

	private static final long serialVersionUID = 1L;

	PeerCertificateException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
