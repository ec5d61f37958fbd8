/**
 * Which engine the tests run on. They run twice: on the bundled engine, and on that of
 * the distribution's next release where it can be fetched.
 */
@NullMarked
package io.github.dqlite4j.engine;

import org.jspecify.annotations.NullMarked;
