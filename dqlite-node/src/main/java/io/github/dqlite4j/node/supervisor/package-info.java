/**
 * A node in a process of its own that the application starts, watches and starts again,
 * so that an engine that aborts takes nobody with it.
 */
@NullMarked
package io.github.dqlite4j.node.supervisor;

import org.jspecify.annotations.NullMarked;
