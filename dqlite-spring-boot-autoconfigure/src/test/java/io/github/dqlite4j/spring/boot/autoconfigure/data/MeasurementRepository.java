package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

/**
 * Parameters of many types.
 */
interface MeasurementRepository extends ListCrudRepository<Measurement, Long> {

	List<Measurement> findByDay(LocalDate day);

	List<Measurement> findByMomentAfterOrderByMoment(Instant moment);

	List<Measurement> findByMomentIn(List<Instant> moments);

	List<Measurement> findByValidTrueAndWeekday(DayOfWeek weekday);

	List<Measurement> findByCheckedIsNull();

	List<Measurement> findByUuid(UUID uuid);

	List<Measurement> findByExact(BigDecimal exact);

	@Query("SELECT * FROM measurement WHERE moment < :moment AND day = :day AND uuid = :uuid AND valid = :valid")
	List<Measurement> declared(Instant moment, LocalDate day, UUID uuid, boolean valid);

	@Query("SELECT day, local, moment, shifted, zoned, valid, exact FROM measurement")
	ValueMappingTests.PartOfMeasurement readPart();

	@Query("SELECT * FROM declared")
	ValueMappingTests.PartOfMeasurement readDeclared();

}
