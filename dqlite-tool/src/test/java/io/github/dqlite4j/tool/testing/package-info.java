/**
 * What the tests of the tool share.
 */
@NullMarked
package io.github.dqlite4j.tool.testing;

import org.jspecify.annotations.NullMarked;
