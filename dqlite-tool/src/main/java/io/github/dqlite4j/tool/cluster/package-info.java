/**
 * Commands about a cluster that runs.
 */
@NullMarked
package io.github.dqlite4j.tool.cluster;

import org.jspecify.annotations.NullMarked;
