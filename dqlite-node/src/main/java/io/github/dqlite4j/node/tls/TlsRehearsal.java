package io.github.dqlite4j.node.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.tls.ClientTls;
import io.github.dqlite4j.client.tls.ServerTls;
import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.client.tls.TlsSocket;

/**
 * A handshake of a node with itself, before anybody else is there: what is wrong with its
 * certificate is better said at the start than by all others later.
 */
final class TlsRehearsal {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final ClientTls client;

	private final ServerTls server;

	private final TlsLinks links;

	TlsRehearsal(ClientTls client, ServerTls server, TlsLinks links) {
		this.client = client;
		this.server = server;
		this.links = links;
	}

	void run(String host) throws IOException {
		CompletableFuture<@Nullable IOException> served = new CompletableFuture<>();
		try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Socket dialled = new Socket(listener.getInetAddress(), listener.getLocalPort());
			this.links.closeAfter(dialled, TIMEOUT);
			Socket accepted = listener.accept();
			this.links.start(() -> served.complete(serve(accepted)), "dqlite-tls-check");
			IOException clientFailure = dial(dialled, host);
			IOException serverFailure = served.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			IOException failure = decisive(clientFailure, serverFailure);
			if (failure != null) {
				throw failure;
			}
		}
		catch (TimeoutException | ExecutionException ex) {
			throw new IOException("the TLS handshake of the node with itself does not end", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted during the TLS handshake of the node with itself", ex);
		}
	}

	/**
	 * One side refuses, the other only hears of it.
	 */
	private static @Nullable IOException decisive(@Nullable IOException client, @Nullable IOException server) {
		if (client == null || server == null) {
			return (client != null) ? client : server;
		}
		for (Throwable cause = client; cause != null; cause = cause.getCause()) {
			if (cause instanceof CertificateException) {
				return client;
			}
		}
		return (server instanceof TlsException) ? server : client;
	}

	private @Nullable IOException dial(Socket socket, String host) {
		TlsSocket secured = null;
		try (socket) {
			secured = this.client.secure(socket, host, socket.getPort());
			secured.handshake();
			// with TLS 1.3 only an answer tells that the server accepts the client
			secured.input().read();
			return null;
		}
		catch (IOException ex) {
			return (secured != null) ? secured.explain(ex) : ex;
		}
	}

	private @Nullable IOException serve(Socket socket) {
		TlsSocket secured = null;
		try (socket) {
			secured = this.server.secure(socket);
			secured.handshake();
			secured.output().write(0);
			return null;
		}
		catch (IOException ex) {
			return (secured != null) ? secured.explain(ex) : ex;
		}
	}

}
