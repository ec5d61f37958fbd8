package io.github.dqlite4j.client.tls;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A connection can't be secured, for a reason that waiting does not cure: a certificate,
 * a file or a setting has to be changed. Nothing was executed.
 */
public class TlsException extends IOException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message what is wrong with which certificate or setting, and the remedy
	 * @param cause what the failure was noticed by, or {@code null}
	 */
	public TlsException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
