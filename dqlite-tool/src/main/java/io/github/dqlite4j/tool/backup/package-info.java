/**
 * Backup of a database, and restore of any SQLite file.
 */
@NullMarked
package io.github.dqlite4j.tool.backup;

import org.jspecify.annotations.NullMarked;
