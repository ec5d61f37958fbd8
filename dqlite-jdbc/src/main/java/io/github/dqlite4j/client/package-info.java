/**
 * Connections to the nodes of a cluster: sockets, leader location, sessions,
 * administration.
 */
@NullMarked
package io.github.dqlite4j.client;

import org.jspecify.annotations.NullMarked;
