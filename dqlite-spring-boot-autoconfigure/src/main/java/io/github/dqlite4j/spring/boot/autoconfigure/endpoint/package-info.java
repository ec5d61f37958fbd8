/**
 * Auto-configuration of the actuator endpoint that shows a dqlite cluster.
 */
@NullMarked
package io.github.dqlite4j.spring.boot.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
