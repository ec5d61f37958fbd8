/**
 * Employees: the table, its repository and service, and the REST API under
 * {@code /api/employees}.
 */
@NullMarked
package io.github.dqlite4j.sample.employee;

import org.jspecify.annotations.NullMarked;
