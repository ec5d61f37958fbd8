package io.github.dqlite4j.hibernate;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import org.jspecify.annotations.Nullable;

@Entity(name = "Team")
class Team {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	@Nullable Long id;

	@Column(unique = true, nullable = false)
	String name;

	@OneToMany(mappedBy = "team")
	List<Employee> members = new ArrayList<>();

	Team() {
		this("");
	}

	Team(String name) {
		this.name = name;
	}

}
