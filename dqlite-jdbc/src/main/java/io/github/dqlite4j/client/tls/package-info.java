/**
 * TLS for connections to nodes: options, certificates from files, and failures in words.
 */
@NullMarked
package io.github.dqlite4j.client.tls;

import org.jspecify.annotations.NullMarked;
