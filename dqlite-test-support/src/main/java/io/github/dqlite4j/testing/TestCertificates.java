package io.github.dqlite4j.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Authorities and the certificates that they issue, all in one key store, and each with
 * its key as PEM files of its own.
 */
public final class TestCertificates {

	private static final String PASSWORD = "of the test";

	private final Path directory;

	private final KeyTool keyTool;

	/**
	 * Begins with no certificate, or with those that are in the directory already.
	 * @param directory where the files are
	 */
	public TestCertificates(Path directory) {
		this.directory = directory;
		this.keyTool = new KeyTool(directory.resolve("all.p12"), PASSWORD);
	}

	/**
	 * Makes an authority.
	 * @param alias what it is called here
	 * @return this
	 */
	public TestCertificates authority(String alias) throws Exception {
		return authority(alias, "CN=" + alias);
	}

	/**
	 * Makes an authority.
	 * @param alias what it is called here
	 * @param subject what it is called in its certificate
	 * @return this
	 */
	public TestCertificates authority(String alias, String subject) throws Exception {
		return generate(alias, subject, "-ext", "bc:c");
	}

	/**
	 * Issues a certificate.
	 * @param alias what it is called here and in it
	 * @param authority the alias of the authority
	 * @param extension whom or what it is for, as keytool has it, such as
	 * {@code san=ip:127.0.0.1}
	 * @param more what else keytool is told
	 * @return this
	 */
	public TestCertificates issue(String alias, String authority, String extension, String... more) throws Exception {
		return issueTo("CN=" + alias, alias, authority, extension, more);
	}

	/**
	 * Issues a certificate.
	 * @param subject to whom
	 * @param alias what it is called here
	 * @param authority the alias of the authority
	 * @param extension whom or what it is for, as keytool has it
	 * @param more what else keytool is told
	 * @return this
	 */
	public TestCertificates issueTo(String subject, String alias, String authority, String extension, String... more)
			throws Exception {
		List<String> arguments = new ArrayList<>(List.of("-signer", authority, "-ext", extension));
		arguments.addAll(List.of(more));
		return generate(alias, subject, arguments.toArray(String[]::new));
	}

	private TestCertificates generate(String alias, String subject, String... arguments) throws Exception {
		List<String> all = new ArrayList<>(List.of("-dname", subject));
		all.addAll(List.of(arguments));
		this.keyTool.generate(alias, all.toArray(String[]::new));
		KeyStore keys = load();
		Files.writeString(cert(alias), pem("CERTIFICATE", keys.getCertificate(alias).getEncoded()));
		Files.writeString(key(alias), pem("PRIVATE KEY", keys.getKey(alias, password()).getEncoded()));
		return this;
	}

	/**
	 * Returns the file of a certificate.
	 */
	public Path cert(String alias) {
		return this.directory.resolve(alias + ".pem");
	}

	/**
	 * Returns the file of a private key.
	 */
	public Path key(String alias) {
		return this.directory.resolve(alias + "-key.pem");
	}

	/**
	 * Replaces a file at once by others, one behind the other.
	 */
	public void replace(Path file, Path... contents) throws IOException {
		Path complete = Files.createTempFile(this.directory, "new", ".pem");
		for (Path content : contents) {
			Files.write(complete, Files.readAllBytes(content), StandardOpenOption.APPEND);
		}
		Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
	}

	/**
	 * Returns the file of the key store that has all of them.
	 */
	public Path store() {
		return this.keyTool.store();
	}

	/**
	 * Returns the password of the key store and of each key.
	 */
	public char[] password() {
		return PASSWORD.toCharArray();
	}

	/**
	 * Reads the key store.
	 */
	public KeyStore load() throws IOException, GeneralSecurityException {
		return KeyStore.getInstance(store().toFile(), password());
	}

	/**
	 * Writes something as PEM.
	 * @param label what it is, in capitals
	 * @param content its DER encoding
	 * @return the text
	 */
	public static String pem(String label, byte[] content) {
		return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
				+ label + "-----\n";
	}

}
