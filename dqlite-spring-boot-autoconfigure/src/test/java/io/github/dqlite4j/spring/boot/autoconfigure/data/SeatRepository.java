package io.github.dqlite4j.spring.boot.autoconfigure.data;

import org.springframework.data.repository.ListCrudRepository;

/**
 * Aggregates with an id of two columns.
 */
interface SeatRepository extends ListCrudRepository<Seat, Seat.Place> {

}
