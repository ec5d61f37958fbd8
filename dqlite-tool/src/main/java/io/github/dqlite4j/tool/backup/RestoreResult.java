package io.github.dqlite4j.tool.backup;

/**
 * What was restored.
 *
 * @param tables the number of tables
 * @param rows the number of rows
 * @param objects the number of indexes, views and triggers
 * @param violations how many rows break a foreign key, as they did in the file
 */
record RestoreResult(int tables, long rows, int objects, long violations) {

}
