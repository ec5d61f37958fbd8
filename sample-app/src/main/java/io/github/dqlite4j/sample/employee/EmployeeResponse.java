package io.github.dqlite4j.sample.employee;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * An employee, as the API shows it.
 *
 * @param id the id
 * @param name the full name
 * @param title the job title
 * @param startDate the first day at work
 */
public record EmployeeResponse(@Nullable Long id, String name, String title, LocalDate startDate) {

	/**
	 * Shows an employee.
	 * @param employee the employee
	 * @return what the API shows
	 */
	public static EmployeeResponse of(Employee employee) {
		return new EmployeeResponse(employee.getId(), employee.getName(), employee.getTitle(), employee.getStartDate());
	}

}
