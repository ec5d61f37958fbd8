/**
 * Requests that end, wedge or corrupt a node: proof that they do, and that the driver
 * lets none of them through.
 */
@NullMarked
package io.github.dqlite4j.guard;

import org.jspecify.annotations.NullMarked;
