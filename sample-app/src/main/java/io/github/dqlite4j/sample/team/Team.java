package io.github.dqlite4j.sample.team;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.dqlite4j.sample.employee.Employee;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderBy;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.jspecify.annotations.Nullable;

/**
 * A team and the people in it.
 */
@Entity
public class Team {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String name = "";

	@ManyToMany
	@JoinTable(name = "team_member", joinColumns = @JoinColumn(name = "team_id"),
			inverseJoinColumns = @JoinColumn(name = "employee_id"))
	@OnDelete(action = OnDeleteAction.CASCADE)
	@OrderBy("name, id")
	private Set<Employee> members = new LinkedHashSet<>();

	/**
	 * Used by JPA when it reads a row.
	 */
	protected Team() {
	}

	/**
	 * Creates a team that is not saved yet and has no members.
	 * @param name the name, which no other team may have
	 */
	public Team(String name) {
		this.name = name;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public Set<Employee> getMembers() {
		return Collections.unmodifiableSet(this.members);
	}

	/**
	 * Takes an employee into the team, who may be in it already.
	 * @param employee the employee
	 */
	public void add(Employee employee) {
		this.members.add(employee);
	}

	/**
	 * Takes an employee out of the team, who need not be in it.
	 * @param employee the employee
	 */
	public void remove(Employee employee) {
		this.members.remove(employee);
	}

}
