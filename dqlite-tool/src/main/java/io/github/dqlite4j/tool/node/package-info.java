/**
 * Commands about a node: run one, look at its directory, recover a lost quorum.
 */
@NullMarked
package io.github.dqlite4j.tool.node;

import org.jspecify.annotations.NullMarked;
