package io.github.dqlite4j.spring.boot.autoconfigure.data;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An aggregate with an id of two columns.
 */
@Table
record Seat(@Id Place place, String holder) {

	/**
	 * The id.
	 */
	record Place(int line, int number) {

	}

}
