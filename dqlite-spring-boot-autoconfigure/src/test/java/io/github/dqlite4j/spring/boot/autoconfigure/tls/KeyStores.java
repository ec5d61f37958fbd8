package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.github.dqlite4j.testing.KeyTool;

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
			new KeyTool(store, PASSWORD).generate("own", "-dname", "CN=" + store.getFileName(), "-ext",
					"san=ip:127.0.0.1");
		}
		trust(stores.server, stores.client, directory.resolve("client.crt"));
		trust(stores.client, stores.server, directory.resolve("server.crt"));
		return stores;
	}

	private static void trust(Path store, Path trusted, Path certificate) throws Exception {
		new KeyTool(trusted, PASSWORD).run("-exportcert", "-alias", "own", "-file", certificate.toString());
		new KeyTool(store, PASSWORD).run("-importcert", "-alias", "other", "-noprompt", "-file",
				certificate.toString());
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
