/**
 * How many round trips things cost, counted between the driver and a real node.
 */
@NullMarked
package io.github.dqlite4j.roundtrip;

import org.jspecify.annotations.NullMarked;
