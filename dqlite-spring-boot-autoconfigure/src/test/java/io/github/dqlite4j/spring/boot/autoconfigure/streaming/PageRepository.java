package io.github.dqlite4j.spring.boot.autoconfigure.streaming;

import java.util.stream.Stream;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Long texts.
 */
interface PageRepository extends JpaRepository<Page, Long> {

	Stream<Page> streamAllBy();

}
