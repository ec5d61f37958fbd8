package io.github.dqlite4j.jdbc;

/**
 * What an INSERT or REPLACE inserts.
 *
 * @param table the name of the table, without quotes and schema
 * @param singleRow whether it inserts at most one row and never updates one instead, so
 * that the rowid of the last inserted row is that of its row
 */
record Insertion(String table, boolean singleRow) {

}
