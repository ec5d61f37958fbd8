package io.github.dqlite4j.client.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Certificates and a private key that are in memory, wherever they come from.
 *
 * @param key the private key of the own certificate, or {@code null} if there is none
 * @param chain the own certificate first and those between it and its root behind it;
 * empty if there is none
 * @param authorities the certificates of trusted authorities; empty for the roots of the
 * JVM
 */
public record KeyMaterial(@Nullable PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {

	private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA",
			"EdDSA", "EdDSA");

	/**
	 * Create key material.
	 * @throws IllegalArgumentException if there is a key without a certificate or the
	 * other way round, or if the two do not belong together
	 */
	public KeyMaterial {
		chain = List.copyOf(chain);
		authorities = List.copyOf(authorities);
		if ((key == null) != chain.isEmpty()) {
			throw new IllegalArgumentException("there is " + ((key != null) ? "a private key without its certificate"
					: "a certificate without its private key"));
		}
		if (key != null && !belongsTo(chain.get(0), key)) {
			throw new IllegalArgumentException("the private key is not that of the certificate ("
					+ new CertificateText(chain.get(0)) + "): give the two that were made together");
		}
	}

	private static boolean belongsTo(X509Certificate certificate, PrivateKey key) {
		try {
			return belongTogether(certificate.getPublicKey(), key);
		}
		catch (GeneralSecurityException ex) {
			// the key is one of another algorithm
			return false;
		}
	}

	/**
	 * Tell whether a signature by a private key is confirmed by a public one.
	 * @throws GeneralSecurityException if the keys are of different algorithms
	 */
	static boolean belongTogether(PublicKey publicKey, PrivateKey key) throws GeneralSecurityException {
		String algorithm = SIGNATURES.get(publicKey.getAlgorithm());
		if (algorithm == null) {
			return true;
		}
		byte[] sample = { 1, 2, 3 };
		Signature signature = Signature.getInstance(algorithm);
		signature.initSign(key);
		signature.update(sample);
		byte[] signed = signature.sign();
		// by any provider: that of a device need not know what to do with a public key
		Signature verification = Signature.getInstance(algorithm);
		verification.initVerify(publicKey);
		verification.update(sample);
		return verification.verify(signed);
	}

	/**
	 * Name the own certificate and the authorities; the private key is not shown.
	 * @return a text for messages
	 */
	@Override
	public String toString() {
		String own = this.chain.isEmpty() ? "no certificate" : "certificate " + new CertificateText(this.chain.get(0));
		return own + ", trusted: "
				+ (this.authorities.isEmpty() ? "the JVM"
						: this.authorities.stream()
							.map((authority) -> CertificateText.name(authority.getSubjectX500Principal()))
							.toList());
	}

}
