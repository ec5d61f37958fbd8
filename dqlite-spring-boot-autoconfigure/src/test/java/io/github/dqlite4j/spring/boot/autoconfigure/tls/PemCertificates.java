package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.github.dqlite4j.testing.KeyTool;
import io.github.dqlite4j.testing.TestCertificates;

/**
 * Certificates as SSL bundles take them.
 */
public final class PemCertificates {

	private final Path directory;

	private final TestCertificates certificates;

	public PemCertificates(Path directory) {
		this.directory = directory;
		this.certificates = new TestCertificates(directory);
	}

	/**
	 * Makes an authority.
	 */
	public PemCertificates authority(String name) throws Exception {
		this.certificates.authority(name);
		return this;
	}

	/**
	 * Issues a certificate.
	 * @param names the hosts that it is for, as keytool has them
	 */
	public PemCertificates issue(String name, String authority, String names, String... more) throws Exception {
		this.certificates.issue(name, authority, "san=" + names, more);
		return this;
	}

	public Path certificate(String name) {
		return this.certificates.cert(name);
	}

	public Path key(String name) {
		return this.certificates.key(name);
	}

	/**
	 * Replaces certificate and key by those of another name.
	 */
	public void replace(String name, String by) throws IOException {
		replaceKey(name, by);
		this.certificates.replace(certificate(name), certificate(by));
	}

	/**
	 * Replaces a key by that of another name.
	 */
	public void replaceKey(String name, String by) throws IOException {
		this.certificates.replace(key(name), key(by));
	}

	/**
	 * Replaces a certificate by those of authorities, one behind the other.
	 */
	public void trust(String name, String... authorities) throws IOException {
		this.certificates.replace(certificate(name),
				Arrays.stream(authorities).map(this::certificate).toArray(Path[]::new));
	}

	/**
	 * Returns the properties of an SSL bundle of key stores, of which that of the private
	 * keys has all there are.
	 */
	public List<String> storeBundle(String bundle, String name, String authority) throws Exception {
		String prefix = "spring.ssl.bundle.jks." + bundle + ".";
		Path trust = this.directory.resolve(authority + "-trust.p12");
		String password = new String(this.certificates.password());
		if (Files.notExists(trust)) {
			new KeyTool(trust, password).run("-importcert", "-alias", authority, "-noprompt", "-file",
					certificate(authority).toString());
		}
		return List.of(prefix + "keystore.location=" + this.certificates.store(),
				prefix + "keystore.password=" + password, prefix + "key.alias=" + name,
				prefix + "truststore.location=" + trust, prefix + "truststore.password=" + password);
	}

	/**
	 * Returns the properties of an SSL bundle.
	 * @param bundle the name of the bundle
	 * @param name the certificate of whoever uses the bundle
	 * @param authority whom that one trusts
	 */
	public List<String> bundle(String bundle, String name, String authority) {
		String prefix = "spring.ssl.bundle.pem." + bundle + ".";
		return List.of(prefix + "keystore.certificate=" + certificate(name),
				prefix + "keystore.private-key=" + key(name),
				prefix + "truststore.certificate=" + certificate(authority));
	}

}
