/**
 * Tests of the parts of backups that need SQLite itself.
 */
@NullMarked
package io.github.dqlite4j.client.backup;

import org.jspecify.annotations.NullMarked;
