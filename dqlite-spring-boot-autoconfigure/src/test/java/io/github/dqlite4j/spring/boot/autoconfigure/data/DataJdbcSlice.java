package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.test.context.ContextConfiguration;

/**
 * A slice with Spring Data JDBC on an embedded node. All classes with this annotation
 * share one context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DataJdbcTest(properties = { "spring.sql.init.mode=always", "spring.sql.init.schema-locations=classpath:data/shop.sql",
		"spring.flyway.enabled=false" })
@AutoConfigureTestDatabase(replace = Replace.NONE)
@ContextConfiguration(initializers = TemporaryNode.class)
@interface DataJdbcSlice {

}
