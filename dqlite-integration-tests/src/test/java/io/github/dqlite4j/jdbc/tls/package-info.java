/**
 * The driver's TLS, through proxies that speak it in front of real nodes.
 */
@NullMarked
package io.github.dqlite4j.jdbc.tls;

import org.jspecify.annotations.NullMarked;
