package io.github.dqlite4j.spring.boot.autoconfigure.exception;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;

/**
 * A repository.
 */
interface AccountRepository extends JpaRepository<Account, Long> {

	@NativeQuery("SELECT * FROM missing")
	List<Account> findMissing();

}
