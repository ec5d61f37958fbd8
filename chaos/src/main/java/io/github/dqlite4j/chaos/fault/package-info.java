/**
 * What is done to the nodes meanwhile.
 */
@NullMarked
package io.github.dqlite4j.chaos.fault;

import org.jspecify.annotations.NullMarked;
