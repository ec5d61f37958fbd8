package io.github.dqlite4j.client.tls;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLParameters;

/**
 * The versions of TLS that are spoken, be it as a client or as a server.
 */
final class TlsProtocols {

	private static final Set<String> ALLOWED = Set.of("TLSv1.2", "TLSv1.3");

	private TlsProtocols() {
	}

	/**
	 * Return which of the versions that a context enables are to be used.
	 * @throws TlsException if there is none
	 */
	static String[] of(SSLParameters parameters) throws TlsException {
		String[] protocols = Arrays.stream(parameters.getProtocols()).filter(ALLOWED::contains).toArray(String[]::new);
		if (protocols.length == 0) {
			throw new TlsException("the SSLContext or the JVM allows only " + List.of(parameters.getProtocols())
					+ ": allow TLSv1.3 or TLSv1.2", null);
		}
		return protocols;
	}

}
