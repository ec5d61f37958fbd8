/**
 * What an application can see of its cluster.
 */
@NullMarked
package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import org.jspecify.annotations.NullMarked;
