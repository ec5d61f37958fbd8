/**
 * Nodes in processes of their own, for tests that kill them.
 */
@NullMarked
package io.github.dqlite4j.testing;

import org.jspecify.annotations.NullMarked;
