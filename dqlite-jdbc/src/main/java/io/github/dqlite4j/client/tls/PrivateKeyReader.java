package io.github.dqlite4j.client.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Reads the private key that belongs to a certificate from a PEM file.
 */
final class PrivateKeyReader {

	private final PemFile pem;

	private final @Nullable Password password;

	PrivateKeyReader(PemFile pem, @Nullable Password password) {
		this.pem = pem;
		this.password = password;
	}

	/**
	 * Read the key.
	 * @param publicKey the key of the certificate
	 * @throws TlsException if there is none in PKCS#8, the password is wrong, or it
	 * belongs to another certificate
	 */
	PrivateKey read(PublicKey publicKey) throws TlsException {
		PKCS8EncodedKeySpec encoded = encoded();
		try {
			PrivateKey key = KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(encoded);
			if (KeyMaterial.belongTogether(publicKey, key)) {
				return key;
			}
			throw notOfTheCertificate(null);
		}
		catch (InvalidKeySpecException ex) {
			throw notOfTheCertificate(ex);
		}
		catch (GeneralSecurityException ex) {
			throw this.pem.file().unusable("the JVM has no support for its algorithm " + publicKey.getAlgorithm(), ex);
		}
	}

	private TlsException notOfTheCertificate(@Nullable Throwable cause) {
		return this.pem.file()
			.unusable("it is not the private key of the first certificate of sslCert: give the two files that were "
					+ "made together", cause);
	}

	private PKCS8EncodedKeySpec encoded() throws TlsException {
		for (PemFile.Block block : this.pem.blocks()) {
			if (block.label().equals("PRIVATE KEY")) {
				return new PKCS8EncodedKeySpec(block.content());
			}
			if (block.label().equals("ENCRYPTED PRIVATE KEY")) {
				return decrypt(block.content());
			}
		}
		throw this.pem.file()
			.unusable(
					"it has no PRIVATE KEY in PKCS#8 but " + this.pem.labels()
							+ ": convert it with 'openssl pkcs8 -topk8 -nocrypt -in " + this.pem.file().path() + "'",
					null);
	}

	private PKCS8EncodedKeySpec decrypt(byte[] content) throws TlsException {
		if (this.password == null) {
			throw this.pem.file().unusable("the key is encrypted: give its password as sslKeyPassword", null);
		}
		try {
			EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
			String algorithm = algorithm(info);
			PBEKeySpec password = new PBEKeySpec(this.password.characters());
			SecretKey secret = SecretKeyFactory.getInstance(algorithm).generateSecret(password);
			Cipher cipher = Cipher.getInstance(algorithm);
			cipher.init(Cipher.DECRYPT_MODE, secret, info.getAlgParameters());
			return info.getKeySpec(cipher);
		}
		catch (IOException | NoSuchAlgorithmException ex) {
			throw this.pem.file()
				.unusable(
						"the key is encrypted in a way that the JVM does not know (" + ex.getMessage()
								+ "): encrypt it anew with 'openssl pkcs8 -topk8 -in " + this.pem.file().path() + "'",
						ex);
		}
		catch (GeneralSecurityException ex) {
			throw this.pem.file()
				.unusable("the key can't be decrypted: check sslKeyPassword (" + ex.getMessage() + ")", ex);
		}
	}

	/**
	 * The name that the JVM knows the combination of algorithms by, which for PBES2 is
	 * only to be had from the parameters.
	 */
	private static String algorithm(EncryptedPrivateKeyInfo info) {
		return info.getAlgName().equals("PBES2") || info.getAlgName().equals("1.2.840.113549.1.5.13")
				? info.getAlgParameters().toString() : info.getAlgName();
	}

}
