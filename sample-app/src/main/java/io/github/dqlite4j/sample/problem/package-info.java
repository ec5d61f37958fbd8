/**
 * Problem documents (RFC 9457): how the REST API says no.
 */
@NullMarked
package io.github.dqlite4j.sample.problem;

import org.jspecify.annotations.NullMarked;
