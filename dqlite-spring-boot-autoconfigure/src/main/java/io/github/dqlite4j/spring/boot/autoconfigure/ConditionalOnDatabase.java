package io.github.dqlite4j.spring.boot.autoconfigure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.dqlite4j.spring.boot.autoconfigure.DatabaseSelection.Kind;

import org.springframework.context.annotation.Conditional;

/**
 * Matches when the environment asks for one of the given kinds of database.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnDatabaseCondition.class)
@interface ConditionalOnDatabase {

	/**
	 * The kinds of database.
	 * @return the kinds
	 */
	Kind[] value();

}
