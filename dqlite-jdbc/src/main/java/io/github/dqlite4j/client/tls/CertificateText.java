package io.github.dqlite4j.client.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

import javax.security.auth.x500.X500Principal;

/**
 * Describes a certificate so that a person can find it: subject, issuer, validity, names.
 */
final class CertificateText {

	private static final int MAX_NAMES = 10;

	private static final int MAX_LENGTH = 200;

	private static final int DNS_NAME = 2;

	private static final int IP_ADDRESS = 7;

	private final X509Certificate certificate;

	CertificateText(X509Certificate certificate) {
		this.certificate = certificate;
	}

	String issuer() {
		return name(this.certificate.getIssuerX500Principal());
	}

	/**
	 * Return the hosts that the certificate is for.
	 */
	List<String> names() {
		try {
			Collection<List<?>> names = this.certificate.getSubjectAlternativeNames();
			return (names == null) ? List.of()
					: names.stream()
						.filter((entry) -> entry.get(0).equals(DNS_NAME) || entry.get(0).equals(IP_ADDRESS))
						.limit(MAX_NAMES)
						.map((entry) -> printable(String.valueOf(entry.get(1))))
						.toList();
		}
		catch (CertificateParsingException ex) {
			return List.of("not readable");
		}
	}

	/**
	 * Return a name as text that harms no log.
	 */
	static String name(X500Principal principal) {
		return printable(principal.getName());
	}

	private static String printable(String text) {
		String limited = (text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) + "…" : text;
		return limited.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "\uFFFD");
	}

	@Override
	public String toString() {
		return "subject " + name(this.certificate.getSubjectX500Principal()) + ", issuer " + issuer() + ", valid from "
				+ this.certificate.getNotBefore().toInstant() + " to " + this.certificate.getNotAfter().toInstant()
				+ ", names " + names();
	}

}
