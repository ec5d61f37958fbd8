package io.github.dqlite4j.spring.boot.autoconfigure.jpa;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Who writes.
 */
interface AuthorRepository extends JpaRepository<Author, Long> {

}
