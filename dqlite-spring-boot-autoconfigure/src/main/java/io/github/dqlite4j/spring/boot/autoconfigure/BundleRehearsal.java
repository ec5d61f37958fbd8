package io.github.dqlite4j.spring.boot.autoconfigure;

import java.io.IOException;

import io.github.dqlite4j.client.tls.KeyMaterial;
import io.github.dqlite4j.client.tls.RenewableSslContext;
import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.node.tls.NodeTls;

/**
 * Makes sure that others will accept the renewed certificate of a node, as the node does
 * when it starts. A class of its own, since an application that only connects to a
 * cluster may have no dqlite-node.
 *
 * @param source where the certificate comes from, for messages
 * @param material the certificate, its key, and the trusted authorities
 */
record BundleRehearsal(String source, KeyMaterial material) {

	/**
	 * Make a handshake with the certificate.
	 * @param host the host under which others know the node
	 * @throws IOException if they would refuse it; the message says why
	 */
	void run(String host) throws IOException {
		RenewableSslContext context = RenewableSslContext.of(this.source, this.material);
		try (NodeTls candidate = new NodeTls(TlsOptions.of(context))) {
			candidate.check(host);
		}
	}

}
