/**
 * Looks for lost, doubled and wrong data while nodes fail.
 */
@NullMarked
package io.github.dqlite4j.chaos;

import org.jspecify.annotations.NullMarked;
