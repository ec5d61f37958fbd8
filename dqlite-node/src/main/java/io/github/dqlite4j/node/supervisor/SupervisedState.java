package io.github.dqlite4j.node.supervisor;

import org.jspecify.annotations.Nullable;

/**
 * How the process of a node is.
 *
 * @param running whether the node serves
 * @param pid the id of its process, or of the one that ended last
 * @param restarts how often it was started again
 * @param problem what ended it last, or keeps it from being started again; {@code null}
 * if nothing ever did
 */
public record SupervisedState(boolean running, long pid, int restarts, @Nullable String problem) {
}
