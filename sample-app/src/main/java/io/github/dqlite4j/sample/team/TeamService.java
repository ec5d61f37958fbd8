package io.github.dqlite4j.sample.team;

import java.util.List;

import io.github.dqlite4j.sample.employee.Employee;
import io.github.dqlite4j.sample.employee.EmployeeNotFoundException;
import io.github.dqlite4j.sample.employee.EmployeeRepository;
import org.hibernate.exception.ConstraintViolationException;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What can be done with teams. Read-only transactions never wait for a writer. A
 * transaction that the database rolled back because its leader changed is run again, from
 * its start.
 */
@Service
@Transactional(readOnly = true)
@Retryable(includes = PessimisticLockingFailureException.class, delay = 50, multiplier = 2, jitter = 25)
public class TeamService {

	private static final String UNIQUE_VIOLATION = "23505";

	private final TeamRepository teams;

	private final EmployeeRepository employees;

	/**
	 * Creates the service.
	 * @param teams the teams
	 * @param employees the employees, who can be members
	 */
	public TeamService(TeamRepository teams, EmployeeRepository employees) {
		this.teams = teams;
		this.employees = employees;
	}

	/**
	 * Reads all teams without their members.
	 * @return the teams by name
	 */
	public List<Team> findAll() {
		return this.teams.findAllByOrderByName();
	}

	/**
	 * Reads all teams and their members.
	 * @return the teams by name
	 */
	public List<Team> findAllWithMembers() {
		return this.teams.findAllWithMembersByOrderByName();
	}

	/**
	 * Reads one team.
	 * @param id the id
	 * @return the team
	 * @throws TeamNotFoundException if there is none with this id
	 */
	public Team find(long id) {
		return this.teams.findById(id).orElseThrow(() -> new TeamNotFoundException(id));
	}

	/**
	 * Adds a team.
	 * @param name the name
	 * @return the team with the id that the database gave it
	 * @throws DuplicateTeamNameException if another team has this name
	 */
	@Transactional
	public Team create(String name) {
		return save(new Team(name));
	}

	/**
	 * Renames a team.
	 * @param id the id
	 * @param name the new name
	 * @return the renamed team
	 * @throws TeamNotFoundException if there is none with this id
	 * @throws DuplicateTeamNameException if another team has this name
	 */
	@Transactional
	public Team rename(long id, String name) {
		Team team = find(id);
		team.setName(name);
		return save(team);
	}

	/**
	 * Deletes a team; the foreign key's {@code on delete cascade} ends the memberships.
	 * @param id the id
	 * @throws TeamNotFoundException if there is none with this id
	 */
	@Transactional
	public void delete(long id) {
		this.teams.delete(find(id));
	}

	/**
	 * Takes an employee into a team. Nothing changes if the employee is in it already.
	 * @param id the id of the team
	 * @param employeeId the id of the employee
	 * @throws TeamNotFoundException if there is no such team
	 * @throws EmployeeNotFoundException if there is no such employee
	 */
	@Transactional
	public void addMember(long id, long employeeId) {
		find(id).add(findEmployee(employeeId));
	}

	/**
	 * Takes an employee out of a team. Nothing changes if the employee is not in it.
	 * @param id the id of the team
	 * @param employeeId the id of the employee
	 * @throws TeamNotFoundException if there is no such team
	 * @throws EmployeeNotFoundException if there is no such employee
	 */
	@Transactional
	public void removeMember(long id, long employeeId) {
		find(id).remove(findEmployee(employeeId));
	}

	private Employee findEmployee(long id) {
		return this.employees.findById(id).orElseThrow(() -> new EmployeeNotFoundException(id));
	}

	/**
	 * Saves the team at once and lets the database decide whether its name is taken:
	 * between a look and an insert somebody else could take it. The name is the only
	 * unique column besides the generated id, so a unique violation is about the name.
	 */
	private Team save(Team team) {
		try {
			return this.teams.saveAndFlush(team);
		}
		catch (DataIntegrityViolationException ex) {
			if (ex.getCause() instanceof ConstraintViolationException cause
					&& UNIQUE_VIOLATION.equals(cause.getSQLState())) {
				throw new DuplicateTeamNameException(team.getName(), ex);
			}
			throw ex;
		}
	}

}
