package io.github.dqlite4j.client;

/**
 * What is around a query that wants to see the schema and the rows of one moment.
 */
public enum QueryContext {

	/**
	 * Nothing: it is a transaction by itself.
	 */
	ALONE,

	/**
	 * A transaction that it begins and that stays open.
	 */
	BEGINS,

	/**
	 * A transaction that is open.
	 */
	INSIDE

}
