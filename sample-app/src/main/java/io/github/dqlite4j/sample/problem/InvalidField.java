package io.github.dqlite4j.sample.problem;

/**
 * An entry of the {@code errors} of a problem document.
 *
 * @param field the name of the field in the body
 * @param message what is wrong with it
 */
record InvalidField(String field, String message) {

}
