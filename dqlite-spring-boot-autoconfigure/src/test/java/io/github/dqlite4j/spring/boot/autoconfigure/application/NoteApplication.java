package io.github.dqlite4j.spring.boot.autoconfigure.application;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application that knows nothing of dqlite.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class NoteApplication {

}
