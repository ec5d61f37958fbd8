package io.github.dqlite4j.hibernate;

import java.time.LocalDate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

@Entity(name = "Employee")
@Table(uniqueConstraints = @UniqueConstraint(name = "uk_employee", columnNames = { "firstName", "lastName" }))
class Employee {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	@Nullable Long id;

	@Version
	int version;

	String firstName;

	String lastName;

	@Column(check = @jakarta.persistence.CheckConstraint(name = "salary_positive", constraint = "salary >= 0"))
	int salary;

	LocalDate hired = LocalDate.of(2026, 1, 1);

	@ManyToOne(fetch = FetchType.LAZY)
	@Nullable Team team;

	Employee() {
		this("", "", 0, null);
	}

	Employee(String firstName, String lastName, int salary, @Nullable Team team) {
		this.firstName = firstName;
		this.lastName = lastName;
		this.salary = salary;
		this.team = team;
	}

}
