package io.github.dqlite4j.node.supervisor;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.github.dqlite4j.client.tls.KeyMaterial;
import io.github.dqlite4j.client.tls.TlsException;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and a private key on their way to the process of a node. They go by its
 * standard input, which is a pipe that nobody else can read; a command line or a file
 * could be read by others.
 */
final class KeyMaterialText {

	private static final String PARTS = ";";

	private static final String ITEMS = ",";

	private KeyMaterialText() {
	}

	static String encode(KeyMaterial material) throws TlsException {
		PrivateKey key = material.key();
		List<String> parts = new ArrayList<>();
		parts.add((key != null) ? key.getAlgorithm() : "");
		parts.add((key != null) ? base64(encoded(key)) : "");
		try {
			parts.add(encode(material.chain()));
			parts.add(encode(material.authorities()));
		}
		catch (GeneralSecurityException ex) {
			throw new TlsException("a certificate can't be handed to the process of the node: " + ex.getMessage(), ex);
		}
		return String.join(PARTS, parts);
	}

	private static byte[] encoded(PrivateKey key) throws TlsException {
		byte[] encoded = key.getEncoded();
		if (encoded == null) {
			throw new TlsException("the private key does not leave the device that keeps it, so that it can't be handed"
					+ " to the process of the node", null);
		}
		return encoded;
	}

	private static String encode(List<X509Certificate> certificates) throws GeneralSecurityException {
		List<String> items = new ArrayList<>();
		for (X509Certificate certificate : certificates) {
			items.add(base64(certificate.getEncoded()));
		}
		return String.join(ITEMS, items);
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

	static KeyMaterial decode(String text) throws TlsException {
		String[] parts = text.split(PARTS, -1);
		try {
			return new KeyMaterial(key(parts[0], parts[1]), certificates(parts[2]), certificates(parts[3]));
		}
		catch (GeneralSecurityException ex) {
			throw new TlsException("The certificates of the node can't be read: " + ex.getMessage(), ex);
		}
	}

	private static @Nullable PrivateKey key(String algorithm, String encoded) throws GeneralSecurityException {
		return algorithm.isEmpty() ? null : KeyFactory.getInstance(algorithm)
			.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
	}

	private static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
		List<X509Certificate> certificates = new ArrayList<>();
		if (!text.isEmpty()) {
			CertificateFactory factory = CertificateFactory.getInstance("X.509");
			for (String item : text.split(ITEMS)) {
				certificates.add((X509Certificate) factory
					.generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(item))));
			}
		}
		return certificates;
	}

}
