package io.github.dqlite4j.spring.boot.autoconfigure.guide;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.persistence.LockModeType;

import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;

/**
 * The repository of the guide.
 */
interface ProductRepository extends JpaRepository<Product, Long> {

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	Optional<Product> findByName(String name);

	List<Product> findByNameIn(Collection<String> names);

	Window<Product> findFirst2ByListedTrueOrderByNameAscIdAsc(ScrollPosition position);

	Stream<Product> streamAllBy();

}
