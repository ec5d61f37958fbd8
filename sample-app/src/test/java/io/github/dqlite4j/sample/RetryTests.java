package io.github.dqlite4j.sample;

import io.github.dqlite4j.sample.employee.EmployeeRepository;
import org.junit.jupiter.api.Test;
import org.mockito.stubbing.Answer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.transaction.interceptor.TransactionInterceptor;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.times;

@ApiTest
class RetryTests {

	private static final Answer<Object> ROLLED_BACK = (invocation) -> {
		TransactionInterceptor.currentTransactionStatus().setRollbackOnly();
		throw new CannotAcquireLockException("The leader changed");
	};

	@Autowired
	private ApiClient api;

	@MockitoSpyBean
	private EmployeeRepository employees;

	@Test
	void aTransactionThatWasRolledBackIsRunAgain() {
		willAnswer(ROLLED_BACK).willAnswer(ROLLED_BACK)
			.willAnswer((invocation) -> this.employees.saveAndFlush(invocation.getArgument(0)))
			.given(this.employees)
			.save(any());
		this.api.createEmployee(ApiClient.uniqueName("Vera"));
		then(this.employees).should(times(3)).save(any());
	}

	@Test
	void aTransactionThatIsRolledBackAgainAndAgainIsRefusedForNow() {
		willAnswer(ROLLED_BACK).given(this.employees).save(any());
		this.api.post("/api/employees", ApiClient.employee("Walter"))
			.expectStatus()
			.isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		then(this.employees).should(times(4)).save(any());
	}

	@Test
	void aTransactionWhoseOutcomeIsUnknownIsNotRunAgain() {
		willThrow(new DataAccessResourceFailureException("The commit was not answered")).given(this.employees)
			.save(any());
		this.api.post("/api/employees", ApiClient.employee("Xenia"))
			.expectStatus()
			.isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
		then(this.employees).should().save(any());
	}

}
