package io.github.dqlite4j.spring.boot.autoconfigure.exception;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * A repository.
 */
interface AccountRepository extends JpaRepository<Account, Long> {

}
