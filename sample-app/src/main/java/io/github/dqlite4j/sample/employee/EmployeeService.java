package io.github.dqlite4j.sample.employee;

import java.util.List;

import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What can be done with employees. Read-only transactions never wait for a writer. A
 * transaction that the database rolled back because its leader changed is run again, from
 * its start.
 */
@Service
@Transactional(readOnly = true)
@Retryable(includes = PessimisticLockingFailureException.class, delay = 50, multiplier = 2, jitter = 25)
public class EmployeeService {

	private final EmployeeRepository employees;

	/**
	 * Creates the service.
	 * @param employees the employees
	 */
	public EmployeeService(EmployeeRepository employees) {
		this.employees = employees;
	}

	/**
	 * Reads all employees.
	 * @return the employees by name
	 */
	public List<Employee> findAll() {
		return this.employees.findAllByOrderByNameAscIdAsc();
	}

	/**
	 * Reads one employee.
	 * @param id the id
	 * @return the employee
	 * @throws EmployeeNotFoundException if there is none with this id
	 */
	public Employee find(long id) {
		return this.employees.findById(id).orElseThrow(() -> new EmployeeNotFoundException(id));
	}

	/**
	 * Adds an employee.
	 * @param request the employee
	 * @return the employee with the id that the database gave it
	 */
	@Transactional
	public Employee create(EmployeeRequest request) {
		return this.employees.save(new Employee(request.name(), request.title(), request.startDate()));
	}

	/**
	 * Changes an employee.
	 * @param id the id
	 * @param request what the employee becomes
	 * @return the changed employee
	 * @throws EmployeeNotFoundException if there is none with this id
	 */
	@Transactional
	public Employee update(long id, EmployeeRequest request) {
		Employee employee = find(id);
		employee.change(request.name(), request.title(), request.startDate());
		return employee;
	}

	/**
	 * Deletes an employee; the foreign key's {@code on delete cascade} takes the employee
	 * out of all teams.
	 * @param id the id
	 * @throws EmployeeNotFoundException if there is none with this id
	 */
	@Transactional
	public void delete(long id) {
		this.employees.delete(find(id));
	}

}
