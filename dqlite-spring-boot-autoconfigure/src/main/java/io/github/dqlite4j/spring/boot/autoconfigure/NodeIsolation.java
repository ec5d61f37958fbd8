package io.github.dqlite4j.spring.boot.autoconfigure;

/**
 * Where the node of an application runs.
 */
public enum NodeIsolation {

	/**
	 * In the process of the application: the shortest way to the data, but an engine that
	 * aborts ends the application too.
	 */
	IN_PROCESS,

	/**
	 * In a process of its own, which the application starts, watches and starts again.
	 */
	PROCESS

}
