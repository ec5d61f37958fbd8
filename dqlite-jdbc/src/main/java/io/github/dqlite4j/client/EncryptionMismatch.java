package io.github.dqlite4j.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLException;

import io.github.dqlite4j.client.tls.ClientTls;
import io.github.dqlite4j.client.tls.ServerInspection;
import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.protocol.LeaderRequest;

/**
 * Finds out whether a node that ended a connection right away speaks TLS where this side
 * does not, or the other way round. Both sides only see bytes that make no sense to them
 * then. The question costs a connection of its own, over which nothing secret goes, and
 * is asked only of nodes that never answered before.
 */
final class EncryptionMismatch {

	private static final int MAX_MESSAGE_SIZE = 64 * 1024;

	private final NodeConnector connector;

	private final Set<NodeAddress> matched = ConcurrentHashMap.newKeySet();

	/**
	 * Create a search for mismatches.
	 * @param connector how nodes are connected to
	 */
	EncryptionMismatch(NodeConnector connector) {
		this.connector = connector;
	}

	/**
	 * Take note that a node answers in the way in which it was spoken to.
	 */
	void rememberMatch(NodeAddress node) {
		this.matched.add(node);
	}

	/**
	 * Say what a failure of the first exchange with a node means.
	 * @param node the node
	 * @param failure what happened
	 * @param deadline when to give up finding out
	 * @return a {@link TlsException} if only one side speaks TLS, else the failure as it
	 * is
	 */
	IOException explain(NodeAddress node, IOException failure, Deadline deadline) {
		if (this.matched.contains(node) || !isUnderstandingInDoubt(failure)) {
			return failure;
		}
		if (this.connector.isSecure()) {
			return speaksPlainText(node, deadline) ? new TlsException(
					"speaks plain text, but the ssl options ask for TLS: connect to the port of the "
							+ "node's TLS proxy, or leave the ssl options away if every network in between is trusted",
					failure) : failure;
		}
		ServerInspection inspection = new ServerInspection();
		return speaksTls(node, inspection, deadline)
				? new TlsException("speaks TLS, but no ssl option is given: add ssl=true, and sslRootCert with the "
						+ "authority of its certificate (" + inspection.certificate() + ")", failure)
				: failure;
	}

	/**
	 * Tell whether the other side broke the connection off or sent what is no TLS.
	 */
	private static boolean isUnderstandingInDoubt(IOException failure) {
		if (failure instanceof TlsException) {
			return failure.getCause() instanceof SSLException ex && ex.getClass() == SSLException.class;
		}
		if (failure instanceof SocketTimeoutException) {
			return false;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof EOFException || cause.getClass() == SocketException.class) {
				return true;
			}
		}
		return false;
	}

	private boolean speaksPlainText(NodeAddress node, Deadline deadline) {
		try (NodeConnection connection = this.connector.with(MAX_MESSAGE_SIZE, null).connect(node, deadline)) {
			connection.exchange(new LeaderRequest(), deadline);
			return true;
		}
		catch (IOException ex) {
			// then it is something else, and the failure stands as it is
			return false;
		}
	}

	private boolean speaksTls(NodeAddress node, ServerInspection inspection, Deadline deadline) {
		ClientTls tls = new ClientTls(inspection.options());
		try {
			this.connector.with(MAX_MESSAGE_SIZE, tls).connect(node, deadline).close();
		}
		catch (IOException ex) {
			// the inspection ends every handshake: what counts is whether it came to it
		}
		return inspection.certificate() != null;
	}

}
