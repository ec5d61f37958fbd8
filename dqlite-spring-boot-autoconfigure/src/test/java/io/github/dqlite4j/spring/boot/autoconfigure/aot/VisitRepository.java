package io.github.dqlite4j.spring.boot.autoconfigure.aot;

import java.util.List;

import org.springframework.data.repository.ListCrudRepository;

/**
 * A repository of Spring Data JDBC.
 */
interface VisitRepository extends ListCrudRepository<Visit, Long> {

	List<Visit> findFirst2ByGuestOrderByIdDesc(String guest);

}
