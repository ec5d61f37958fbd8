package io.github.dqlite4j.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class DuplicateTeamNameTests {

	private static final int RIVALS = 6;

	@Autowired
	private ApiClient api;

	@Test
	void postOfATakenNameIsAConflict() {
		String name = ApiClient.uniqueName("Taken");
		this.api.createTeam(name);
		expectDuplicate(this.api.post("/api/teams", Map.of("name", name)), name);
	}

	@Test
	void putOfATakenNameIsAConflictAndChangesNothing() {
		String taken = ApiClient.uniqueName("Taken");
		this.api.createTeam(taken);
		String name = ApiClient.uniqueName("Other");
		long id = this.api.createTeam(name);
		expectDuplicate(this.api.putBody("/api/teams/{id}", Map.of("name", taken), id), taken);
		this.api.get("/api/teams/{id}", id).expectBody().jsonPath("$.name").isEqualTo(name);
	}

	@Test
	void oneOfManyWhoWantANameAtTheSameTimeGetsIt() throws Exception {
		String name = ApiClient.uniqueName("Wanted");
		CyclicBarrier start = new CyclicBarrier(RIVALS);
		ExecutorService executor = Executors.newFixedThreadPool(RIVALS);
		try {
			List<Future<HttpStatusCode>> answers = new ArrayList<>();
			for (int i = 0; i < RIVALS; i++) {
				answers.add(executor.submit(() -> {
					start.await(30, TimeUnit.SECONDS);
					return this.api.post("/api/teams", Map.of("name", name)).returnResult().getStatus();
				}));
			}
			List<HttpStatusCode> statuses = new ArrayList<>();
			for (Future<HttpStatusCode> answer : answers) {
				statuses.add(answer.get(60, TimeUnit.SECONDS));
			}
			List<HttpStatusCode> expected = new ArrayList<>(Collections.nCopies(RIVALS - 1, HttpStatus.CONFLICT));
			expected.add(HttpStatus.CREATED);
			assertThat(statuses).containsExactlyInAnyOrderElementsOf(expected);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static void expectDuplicate(ResponseSpec response, String name) {
		response.expectStatus()
			.isEqualTo(HttpStatus.CONFLICT)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(409)
			.jsonPath("$.title")
			.isEqualTo("Duplicate team name")
			.jsonPath("$.detail")
			.isEqualTo("There is already a team named '" + name + "'");
	}

}
