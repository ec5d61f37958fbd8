package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Two key stores whose owners trust each other, made by the keytool of the JDK.
 *
 * @param server the key store of the server
 * @param client the key store of the client
 */
record KeyStores(Path server, Path client) {

	static final String PASSWORD = "very secret";

	static KeyStores make(Path directory) throws Exception {
		KeyStores stores = new KeyStores(directory.resolve("server.p12"), directory.resolve("client.p12"));
		for (Path store : List.of(stores.server, stores.client)) {
			keytool(store, "-genkeypair", "-alias", "own", "-dname", "CN=" + store.getFileName(), "-keyalg", "EC",
					"-groupname", "secp256r1", "-ext", "san=ip:127.0.0.1");
		}
		trust(stores.server, stores.client, directory.resolve("client.crt"));
		trust(stores.client, stores.server, directory.resolve("server.crt"));
		return stores;
	}

	private static void trust(Path store, Path trusted, Path certificate) throws Exception {
		keytool(trusted, "-exportcert", "-alias", "own", "-file", certificate.toString());
		keytool(store, "-importcert", "-alias", "other", "-noprompt", "-file", certificate.toString());
	}

	private static void keytool(Path store, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
						"-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
		command.addAll(List.of(arguments));
		command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
			process.destroyForcibly();
			throw new IllegalStateException("keytool failed: " + output);
		}
	}

	SSLContext serverContext() throws Exception {
		KeyStore store = KeyStore.getInstance(this.server.toFile(), PASSWORD.toCharArray());
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, PASSWORD.toCharArray());
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(store);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
		return context;
	}

}
