package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Authorities and the certificates that they issue, made by the keytool of the JDK, as
 * PEM files.
 */
public final class PemCertificates {

	private static final String PASSWORD = "of the test";

	private final Path directory;

	public PemCertificates(Path directory) {
		this.directory = directory;
	}

	/**
	 * Makes an authority.
	 */
	public PemCertificates authority(String name) throws Exception {
		keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name,
				"-ext", "bc:c");
		export(name);
		return this;
	}

	/**
	 * Issues a certificate.
	 * @param names the hosts that it is for, as keytool has them
	 */
	public PemCertificates issue(String name, String authority, String names, String... more) throws Exception {
		List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname",
				"secp256r1", "-dname", "CN=" + name, "-signer", authority, "-ext", "san=" + names));
		arguments.addAll(List.of(more));
		keytool(arguments.toArray(String[]::new));
		export(name);
		return this;
	}

	private void keytool(String... arguments) throws Exception {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.addAll(List.of("-keystore", store().toString()));
		run(all.toArray(String[]::new));
	}

	private static void run(String... arguments) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		command.addAll(List.of(arguments));
		command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
			process.destroyForcibly();
			throw new IllegalStateException(command + " failed: " + output);
		}
	}

	private Path store() {
		return this.directory.resolve("all.p12");
	}

	private void export(String name) throws Exception {
		KeyStore keys = KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray());
		write(certificate(name), "CERTIFICATE", keys.getCertificate(name).getEncoded());
		write(key(name), "PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
	}

	private static void write(Path file, String label, byte[] content) throws IOException {
		Files.writeString(file, "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content)
				+ "\n-----END " + label + "-----\n");
	}

	public Path certificate(String name) {
		return this.directory.resolve(name + ".pem");
	}

	public Path key(String name) {
		return this.directory.resolve(name + "-key.pem");
	}

	/**
	 * Replaces certificate and key by those of another name.
	 */
	public void replace(String name, String by) throws IOException {
		replaceKey(name, by);
		replace(certificate(name), certificate(by));
	}

	/**
	 * Replaces a key by that of another name.
	 */
	public void replaceKey(String name, String by) throws IOException {
		replace(key(name), key(by));
	}

	/**
	 * Replaces a certificate by those of authorities, one behind the other.
	 */
	public void trust(String name, String... authorities) throws IOException {
		replace(certificate(name), Arrays.stream(authorities).map(this::certificate).toArray(Path[]::new));
	}

	/**
	 * Replaces a file at once.
	 */
	private void replace(Path file, Path... contents) throws IOException {
		Path complete = Files.createTempFile(this.directory, "new", ".pem");
		for (Path content : contents) {
			Files.write(complete, Files.readAllBytes(content), StandardOpenOption.APPEND);
		}
		Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
	}

	/**
	 * Returns the properties of an SSL bundle of key stores, of which that of the private
	 * keys has all there are.
	 */
	public List<String> storeBundle(String bundle, String name, String authority) throws Exception {
		String prefix = "spring.ssl.bundle.jks." + bundle + ".";
		Path trust = this.directory.resolve(authority + "-trust.p12");
		if (Files.notExists(trust)) {
			run("-importcert", "-alias", authority, "-noprompt", "-file", certificate(authority).toString(),
					"-keystore", trust.toString());
		}
		return List.of(prefix + "keystore.location=" + store(), prefix + "keystore.password=" + PASSWORD,
				prefix + "key.alias=" + name, prefix + "truststore.location=" + trust,
				prefix + "truststore.password=" + PASSWORD);
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
