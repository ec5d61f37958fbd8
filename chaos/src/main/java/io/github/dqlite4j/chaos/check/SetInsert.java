package io.github.dqlite4j.chaos.check;

import java.util.List;

/**
 * An insert of elements into the set, all or none.
 *
 * @param elements the elements, which nobody else inserts
 */
public record SetInsert(List<Long> elements) {

}
