package io.github.dqlite4j.sample.team;

import java.net.URI;
import java.util.List;

import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Teams and their members over HTTP.
 */
@RestController
@RequestMapping("/api/teams")
class TeamController {

	private final TeamService service;

	TeamController(TeamService service) {
		this.service = service;
	}

	@GetMapping
	List<TeamResponse> list() {
		return this.service.findAll().stream().map(TeamResponse::of).toList();
	}

	@GetMapping("/summary")
	List<TeamSummary> summary() {
		return this.service.findAllWithMembers().stream().map(TeamSummary::of).toList();
	}

	@PostMapping
	ResponseEntity<TeamResponse> create(@Valid @RequestBody TeamRequest request) {
		TeamResponse team = TeamResponse.of(this.service.create(request.name()));
		URI location = ServletUriComponentsBuilder.fromCurrentRequest().path("/{id}").build(team.id());
		return ResponseEntity.created(location).body(team);
	}

	@GetMapping("/{id}")
	TeamResponse get(@PathVariable long id) {
		return TeamResponse.of(this.service.find(id));
	}

	@PutMapping("/{id}")
	TeamResponse update(@PathVariable long id, @Valid @RequestBody TeamRequest request) {
		return TeamResponse.of(this.service.rename(id, request.name()));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		this.service.delete(id);
	}

	@PutMapping("/{id}/members/{employeeId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void addMember(@PathVariable long id, @PathVariable long employeeId) {
		this.service.addMember(id, employeeId);
	}

	@DeleteMapping("/{id}/members/{employeeId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void removeMember(@PathVariable long id, @PathVariable long employeeId) {
		this.service.removeMember(id, employeeId);
	}

}
