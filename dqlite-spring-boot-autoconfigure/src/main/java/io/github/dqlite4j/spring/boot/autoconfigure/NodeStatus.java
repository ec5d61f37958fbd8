package io.github.dqlite4j.spring.boot.autoconfigure;

/**
 * How the node that the application runs itself is.
 */
@FunctionalInterface
public interface NodeStatus {

	/**
	 * Tell where it runs and whether it does.
	 * @return a text for people
	 */
	String describe();

}
