package io.github.dqlite4j.client.tls;

import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

import javax.security.auth.x500.X500Principal;

import org.jspecify.annotations.Nullable;

/**
 * What became of a server's request for a certificate of the client.
 *
 * @param issuers the authorities that the server accepts, as it says; empty if it does
 * not say
 * @param sent the certificate that was sent, or {@code null} if none was
 */
record CertificateRequest(List<String> issuers, @Nullable X509Certificate sent) {

	private static final int MAX_ISSUERS = 5;

	static CertificateRequest of(Principal @Nullable [] issuers, X509Certificate @Nullable [] chain) {
		List<String> names = (issuers == null) ? List.of()
				: Arrays.stream(issuers)
					.limit(MAX_ISSUERS)
					.map((issuer) -> CertificateText.name(new X500Principal(issuer.getName())))
					.toList();
		return new CertificateRequest(names, (chain != null && chain.length > 0) ? chain[0] : null);
	}

	/**
	 * Return the authorities as a part of a sentence.
	 */
	String by() {
		return this.issuers.isEmpty() ? "" : " issued by " + String.join(" or ", this.issuers);
	}

}
