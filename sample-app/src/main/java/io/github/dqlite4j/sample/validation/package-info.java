/**
 * Constraints that the request bodies share.
 */
@NullMarked
package io.github.dqlite4j.sample.validation;

import org.jspecify.annotations.NullMarked;
