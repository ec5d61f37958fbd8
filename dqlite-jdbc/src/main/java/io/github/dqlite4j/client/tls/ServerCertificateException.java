package io.github.dqlite4j.client.tls;

import java.security.cert.CertificateException;

import org.jspecify.annotations.Nullable;

/**
 * The certificate of a node is refused. The message begins with "its certificate".
 */
final class ServerCertificateException extends CertificateException {

	private static final long serialVersionUID = 1L;

	ServerCertificateException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
