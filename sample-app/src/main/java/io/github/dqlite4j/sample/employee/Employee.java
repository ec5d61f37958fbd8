package io.github.dqlite4j.sample.employee;

import java.time.LocalDate;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works here.
 */
@Entity
public class Employee {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String name = "";

	private String title = "";

	private LocalDate startDate = LocalDate.EPOCH;

	/**
	 * Used by JPA when it reads a row.
	 */
	protected Employee() {
	}

	/**
	 * Creates an employee who is not saved yet.
	 * @param name the full name
	 * @param title the job title
	 * @param startDate the first day at work
	 */
	public Employee(String name, String title, LocalDate startDate) {
		change(name, title, startDate);
	}

	/**
	 * Changes everything that can change.
	 * @param name the full name
	 * @param title the job title
	 * @param startDate the first day at work
	 */
	public final void change(String name, String title, LocalDate startDate) {
		this.name = name;
		this.title = title;
		this.startDate = startDate;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public String getTitle() {
		return this.title;
	}

	public LocalDate getStartDate() {
		return this.startDate;
	}

}
