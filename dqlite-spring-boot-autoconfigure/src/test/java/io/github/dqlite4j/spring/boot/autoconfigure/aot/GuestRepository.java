package io.github.dqlite4j.spring.boot.autoconfigure.aot;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * A repository of Spring Data JPA.
 */
interface GuestRepository extends JpaRepository<Guest, Long> {

	List<Guest> findByName(String name);

}
