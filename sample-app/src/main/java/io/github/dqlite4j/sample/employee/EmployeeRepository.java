package io.github.dqlite4j.sample.employee;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The {@code employee} table.
 */
public interface EmployeeRepository extends JpaRepository<Employee, Long> {

	/**
	 * Reads all employees.
	 * @return the employees by name
	 */
	List<Employee> findAllByOrderByNameAscIdAsc();

}
