package io.github.dqlite4j.spring.boot.autoconfigure.guide;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.resilience.annotation.EnableResilientMethods;

/**
 * The application of the guide.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableResilientMethods
class GuideApplication {

}
