package io.github.dqlite4j.sample.employee;

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
 * Employees over HTTP.
 */
@RestController
@RequestMapping("/api/employees")
class EmployeeController {

	private final EmployeeService service;

	EmployeeController(EmployeeService service) {
		this.service = service;
	}

	@GetMapping
	List<EmployeeResponse> list() {
		return this.service.findAll().stream().map(EmployeeResponse::of).toList();
	}

	@PostMapping
	ResponseEntity<EmployeeResponse> create(@Valid @RequestBody EmployeeRequest request) {
		EmployeeResponse employee = EmployeeResponse.of(this.service.create(request));
		URI location = ServletUriComponentsBuilder.fromCurrentRequest().path("/{id}").build(employee.id());
		return ResponseEntity.created(location).body(employee);
	}

	@GetMapping("/{id}")
	EmployeeResponse get(@PathVariable long id) {
		return EmployeeResponse.of(this.service.find(id));
	}

	@PutMapping("/{id}")
	EmployeeResponse update(@PathVariable long id, @Valid @RequestBody EmployeeRequest request) {
		return EmployeeResponse.of(this.service.update(id, request));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		this.service.delete(id);
	}

}
