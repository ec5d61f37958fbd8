/**
 * The wire protocol of dqlite: frames, requests, responses and rows. Buffers only, no
 * sockets.
 */
@NullMarked
package io.github.dqlite4j.protocol;

import org.jspecify.annotations.NullMarked;
