/**
 * TLS in front of the engine, which itself speaks plain text: what others send to the
 * node is decrypted in this process and handed to the engine over sockets that only this
 * process can use, and what the engine sends to others goes the same way back.
 */
@NullMarked
package io.github.dqlite4j.node.tls;

import org.jspecify.annotations.NullMarked;
