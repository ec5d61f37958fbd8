/**
 * Backups of a database of a live cluster as plain SQLite files.
 */
@NullMarked
package io.github.dqlite4j.client.backup;

import org.jspecify.annotations.NullMarked;
