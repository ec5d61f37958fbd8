/**
 * Backups that an application takes by a schedule.
 */
@NullMarked
package io.github.dqlite4j.spring.boot.autoconfigure.backup;

import org.jspecify.annotations.NullMarked;
