package io.github.dqlite4j.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.dqlite4j.client.EngineGeneration;

/**
 * Marks a test of something that engines of some generations can't do. On those the test
 * must end with the driver's refusal instead.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RefusedBy {

	/**
	 * The generations that can't.
	 */
	EngineGeneration[] value();

	/**
	 * What the refusal says, among other things.
	 */
	String saying();

}
