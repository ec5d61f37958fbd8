/**
 * Reads the files of the engine's raft library without changing them: formats as in the
 * library's description of its disk layout, the same from 1.11 to 1.18.
 */
@NullMarked
package io.github.dqlite4j.node.raft;

import org.jspecify.annotations.NullMarked;
