package io.github.dqlite4j.client.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;

import org.jspecify.annotations.Nullable;

/**
 * Reads key stores of whatever format the JVM detects.
 */
final class KeyStoreReader {

	private KeyStoreReader() {
	}

	/**
	 * Read a key store.
	 * @throws TlsException if it is none, the password is wrong, or nothing in it can be
	 * read
	 */
	static KeyStore read(CertificateFile file, @Nullable Password password) throws TlsException {
		String passwordOption = file.option() + "Password";
		try {
			KeyStore store = KeyStore.getInstance(file.path().toFile(),
					(password != null) ? password.characters() : null);
			if (store.size() == 0) {
				throw file.unusable((password != null) ? "it is empty"
						: "without a password nothing in it can be read: give " + passwordOption, null);
			}
			return store;
		}
		catch (TlsException ex) {
			throw ex;
		}
		catch (KeyStoreException ex) {
			throw file.unusable("it is no key store that the JVM knows, such as PKCS#12 or JKS: "
					+ "give a PEM file by sslRootCert or by sslCert and sslKey instead", ex);
		}
		catch (IOException ex) {
			if (ex.getCause() instanceof UnrecoverableKeyException) {
				throw file.unusable("the password is wrong: check " + passwordOption, ex);
			}
			throw file.unreadable(ex);
		}
		catch (GeneralSecurityException ex) {
			throw file.unusable("it can't be decoded: " + ex.getMessage(), ex);
		}
	}

}
