package io.github.dqlite4j.node.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

import io.github.dqlite4j.client.tls.KeyMaterial;
import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.testing.TestCertificates;

/**
 * Certificates in the forms that nodes and their clients take.
 */
public final class NodeCertificates {

	private static final String[] BOTH_ROLES = { "-ext", "eku=serverAuth,clientAuth" };

	private final TestCertificates certificates;

	private NodeCertificates(TestCertificates certificates) {
		this.certificates = certificates;
	}

	/**
	 * Makes the authorities {@code root} and {@code other}, and the certificate
	 * {@code node} of the first, which is for this machine.
	 */
	public static NodeCertificates make(Path directory) throws Exception {
		return new NodeCertificates(new TestCertificates(directory).authority("root")
			.authority("other")
			.issue("node", "root", "san=dns:localhost,ip:127.0.0.1", BOTH_ROLES));
	}

	/**
	 * Issues a certificate for any use.
	 * @param extension the names it is for, as keytool has them
	 */
	public void issue(String alias, String authority, String extension, String... more) throws Exception {
		this.certificates.issue(alias, authority, extension, more);
	}

	public Path cert(String alias) {
		return this.certificates.cert(alias);
	}

	public Path key(String alias) {
		return this.certificates.key(alias);
	}

	/**
	 * Replaces a file at once by others, one behind the other.
	 */
	public void replace(Path file, Path... contents) throws IOException {
		this.certificates.replace(file, contents);
	}

	/**
	 * Options of whoever has a certificate and trusts an authority.
	 */
	public TlsOptions options(String alias, String authority) {
		return TlsOptions.builder().rootCert(cert(authority)).cert(cert(alias)).key(key(alias)).build();
	}

	/**
	 * The same in memory.
	 */
	public KeyMaterial material(String alias, String authority) throws Exception {
		KeyStore keys = this.certificates.load();
		return new KeyMaterial((PrivateKey) keys.getKey(alias, this.certificates.password()),
				List.of((X509Certificate) keys.getCertificate(alias)),
				List.of((X509Certificate) keys.getCertificate(authority)));
	}

	/**
	 * The options of a JDBC URL of whoever has a certificate and trusts an authority.
	 */
	public String url(String alias, String authority) {
		return "?sslRootCert=" + cert(authority) + "&sslCert=" + cert(alias) + "&sslKey=" + key(alias);
	}

}
