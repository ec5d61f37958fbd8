package io.github.dqlite4j.node.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.client.tls.KeyMaterial;
import io.github.dqlite4j.client.tls.TlsOptions;

/**
 * Authorities and certificates, made by the keytool of the JDK and written as PEM files.
 */
public final class NodeCertificates {

	private static final String PASSWORD = "of the test";

	private static final String[] BOTH_ROLES = { "-ext", "eku=serverAuth,clientAuth" };

	private final Path directory;

	private final Path store;

	private NodeCertificates(Path directory) {
		this.directory = directory;
		this.store = directory.resolve("all.p12");
	}

	/**
	 * Makes the authorities {@code root} and {@code other}, and the certificate
	 * {@code node} of the first, which is for this machine.
	 */
	public static NodeCertificates make(Path directory) throws Exception {
		NodeCertificates certificates = new NodeCertificates(directory);
		certificates.authority("root");
		certificates.authority("other");
		certificates.issue("node", "root", "san=dns:localhost,ip:127.0.0.1", BOTH_ROLES);
		return certificates;
	}

	private void authority(String alias) throws Exception {
		keytool("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + alias,
				"-ext", "bc:c");
		pem(alias);
	}

	/**
	 * Issues a certificate for any use.
	 * @param extension the names it is for, as keytool has them
	 */
	public void issue(String alias, String authority, String extension, String... more) throws Exception {
		List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname",
				"secp256r1", "-dname", "CN=" + alias, "-signer", authority, "-ext", extension));
		arguments.addAll(List.of(more));
		keytool(arguments.toArray(String[]::new));
		pem(alias);
	}

	private void keytool(String... arguments) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
		command.addAll(List.of(arguments));
		command.addAll(List.of("-keystore", this.store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
			process.destroyForcibly();
			throw new IllegalStateException(command + " failed: " + output);
		}
	}

	private void pem(String alias) throws Exception {
		KeyStore keys = KeyStore.getInstance(this.store.toFile(), PASSWORD.toCharArray());
		write(cert(alias), "CERTIFICATE", keys.getCertificate(alias).getEncoded());
		write(key(alias), "PRIVATE KEY", keys.getKey(alias, PASSWORD.toCharArray()).getEncoded());
	}

	private static void write(Path file, String label, byte[] content) throws IOException {
		Files.writeString(file, "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content)
				+ "\n-----END " + label + "-----\n");
	}

	public Path cert(String alias) {
		return this.directory.resolve(alias + ".pem");
	}

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
		Files.move(complete, file, StandardCopyOption.REPLACE_EXISTING);
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
		KeyStore keys = KeyStore.getInstance(this.store.toFile(), PASSWORD.toCharArray());
		return new KeyMaterial((PrivateKey) keys.getKey(alias, PASSWORD.toCharArray()),
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
