package io.github.dqlite4j.sample.employee;

import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.github.dqlite4j.sample.validation.SingleLine;
import io.github.dqlite4j.sample.validation.YearRange;
import jakarta.validation.constraints.NotNull;

/**
 * Body of a request that adds or changes an employee.
 *
 * @param name the full name
 * @param title the job title
 * @param startDate the first day at work, written as 2026-11-21; a number is refused, it
 * would be taken for days since 1970
 */
public record EmployeeRequest(@SingleLine String name, @SingleLine String title,
		@NotNull(message = "must not be empty") @YearRange(min = 1900,
				max = 2999) @JsonFormat(lenient = OptBoolean.FALSE) LocalDate startDate) {

}
