package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

/**
 * Does as the provider of a cryptographic device does: the private keys of its key stores
 * can't be read, and nobody but the provider can sign with them. The keys come from a
 * PKCS#12 file.
 */
public final class TokenProvider extends Provider {

	static final String NAME = "TestToken";

	private static final long serialVersionUID = 1L;

	TokenProvider() {
		super(NAME, "1", "keys that are not readable");
		putService(new Service(this, "KeyStore", "TOKEN", Store.class.getName(), List.of(), Map.of()));
		putService(new Service(this, "Signature", "SHA256withECDSA", Signing.class.getName(), List.of(),
				Map.of("SupportedKeyClasses", TokenKey.class.getName())));
	}

	/**
	 * A key whose content is known to this provider alone.
	 */
	static final class TokenKey implements PrivateKey {

		private static final long serialVersionUID = 1L;

		private final transient PrivateKey inside;

		TokenKey(PrivateKey inside) {
			this.inside = inside;
		}

		@Override
		public String getAlgorithm() {
			return this.inside.getAlgorithm();
		}

		@Override
		public String getFormat() {
			return null;
		}

		@Override
		public byte[] getEncoded() {
			return null;
		}

	}

	/**
	 * Signs with such a key.
	 */
	public static final class Signing extends SignatureSpi {

		private final Signature signature;

		public Signing() throws GeneralSecurityException {
			this.signature = Signature.getInstance("SHA256withECDSA", "SunEC");
		}

		@Override
		protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
			this.signature.initSign(((TokenKey) key).inside);
		}

		@Override
		protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
			throw new InvalidKeyException("it only signs");
		}

		@Override
		protected void engineUpdate(byte content) throws SignatureException {
			this.signature.update(content);
		}

		@Override
		protected void engineUpdate(byte[] content, int offset, int length) throws SignatureException {
			this.signature.update(content, offset, length);
		}

		@Override
		protected byte[] engineSign() throws SignatureException {
			return this.signature.sign();
		}

		@Override
		protected boolean engineVerify(byte[] signed) throws SignatureException {
			throw new SignatureException("it only signs");
		}

		@Override
		@Deprecated
		protected void engineSetParameter(String name, Object value) {
			throw new UnsupportedOperationException();
		}

		@Override
		@Deprecated
		protected Object engineGetParameter(String name) {
			throw new UnsupportedOperationException();
		}

	}

	/**
	 * Hands out such keys.
	 */
	public static final class Store extends KeyStoreSpi {

		private final KeyStore file;

		public Store() throws KeyStoreException {
			this.file = KeyStore.getInstance("PKCS12");
		}

		@Override
		public void engineLoad(InputStream stream, char[] password)
				throws IOException, NoSuchAlgorithmException, CertificateException {
			this.file.load(stream, password);
		}

		@Override
		public Key engineGetKey(String alias, char[] password)
				throws NoSuchAlgorithmException, UnrecoverableKeyException {
			try {
				Key key = this.file.getKey(alias, password);
				return (key instanceof PrivateKey inside) ? new TokenKey(inside) : key;
			}
			catch (KeyStoreException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public Certificate[] engineGetCertificateChain(String alias) {
			return call(() -> this.file.getCertificateChain(alias));
		}

		@Override
		public Certificate engineGetCertificate(String alias) {
			return call(() -> this.file.getCertificate(alias));
		}

		@Override
		public Date engineGetCreationDate(String alias) {
			return call(() -> this.file.getCreationDate(alias));
		}

		@Override
		public Enumeration<String> engineAliases() {
			return call(this.file::aliases);
		}

		@Override
		public boolean engineContainsAlias(String alias) {
			return call(() -> this.file.containsAlias(alias));
		}

		@Override
		public int engineSize() {
			return call(this.file::size);
		}

		@Override
		public boolean engineIsKeyEntry(String alias) {
			return call(() -> this.file.isKeyEntry(alias));
		}

		@Override
		public boolean engineIsCertificateEntry(String alias) {
			return call(() -> this.file.isCertificateEntry(alias));
		}

		@Override
		public String engineGetCertificateAlias(Certificate certificate) {
			return call(() -> this.file.getCertificateAlias(certificate));
		}

		@Override
		public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void engineSetCertificateEntry(String alias, Certificate certificate) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void engineDeleteEntry(String alias) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void engineStore(OutputStream stream, char[] password) {
			throw new UnsupportedOperationException();
		}

		private static <T> T call(Access<T> access) {
			try {
				return access.get();
			}
			catch (KeyStoreException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private interface Access<T> {

			T get() throws KeyStoreException;

		}

	}

}
