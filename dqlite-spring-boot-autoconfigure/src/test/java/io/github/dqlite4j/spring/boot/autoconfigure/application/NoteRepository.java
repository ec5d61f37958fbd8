package io.github.dqlite4j.spring.boot.autoconfigure.application;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * A repository.
 */
interface NoteRepository extends JpaRepository<Note, Long> {

	List<Note> findByTextContaining(String text);

}
