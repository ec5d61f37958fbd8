package io.github.dqlite4j.spring.boot.autoconfigure.together;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Who has been here.
 */
interface VisitorRepository extends JpaRepository<Visitor, Long> {

}
