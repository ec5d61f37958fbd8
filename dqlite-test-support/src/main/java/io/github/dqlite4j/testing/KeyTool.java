package io.github.dqlite4j.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The keytool of the JDK, at work on one PKCS #12 file.
 *
 * @param store the file, which is created by the first command that needs it
 * @param password the password of the file and of its keys
 */
public record KeyTool(Path store, String password) {

	/**
	 * Makes a key pair on an elliptic curve.
	 * @param alias the name of its entry
	 * @param arguments what else keytool is told of it
	 */
	public void generate(String alias, String... arguments) throws IOException, InterruptedException {
		List<String> all = new ArrayList<>(
				List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1"));
		all.addAll(List.of(arguments));
		run(all.toArray(String[]::new));
	}

	/**
	 * Runs a command.
	 * @param arguments the command, without the file
	 * @throws IllegalStateException if it fails
	 */
	public void run(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		// what runs for half a second is not worth the optimizing compiler
		command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
		command.addAll(List.of(arguments));
		command
			.addAll(List.of("-keystore", this.store.toString(), "-storetype", "PKCS12", "-storepass", this.password));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
			process.destroyForcibly();
			throw new IllegalStateException(command + " failed: " + output);
		}
	}

}
