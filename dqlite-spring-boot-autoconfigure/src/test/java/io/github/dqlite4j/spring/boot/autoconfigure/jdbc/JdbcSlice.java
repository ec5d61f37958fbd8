package io.github.dqlite4j.spring.boot.autoconfigure.jdbc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.dqlite4j.spring.boot.autoconfigure.data.TemporaryNode;

import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * A slice with the JDBC support of Spring on an embedded node. All classes with this
 * annotation share one context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@JdbcTest(properties = { "spring.sql.init.mode=always", "spring.sql.init.schema-locations=classpath:data/task.sql",
		"spring.flyway.enabled=false" })
@AutoConfigureTestDatabase(replace = Replace.NONE)
@ContextConfiguration(initializers = TemporaryNode.class)
@interface JdbcSlice {

}
