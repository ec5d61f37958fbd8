/**
 * What the commands share: where the cluster is, output, exit codes.
 */
@NullMarked
package io.github.dqlite4j.tool.cli;

import org.jspecify.annotations.NullMarked;
