package io.github.dqlite4j.hibernate.id;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.id.BulkInsertionCapableIdentifierGenerator;
import org.hibernate.id.OptimizableGenerator;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes every identifier by a statement of its own, also for {@code insert … select} in
 * HQL. Hibernate would otherwise ask for the next value within that statement where the
 * allocation size is 1, which the engine does not understand.
 */
public final class RowByRowGenerator implements OptimizableGenerator, BulkInsertionCapableIdentifierGenerator {

	private static final long serialVersionUID = 1L;

	private final SequenceStyleGenerator generator;

	/**
	 * Create a generator around another one.
	 * @param generator the generator, which is ready for use
	 */
	RowByRowGenerator(SequenceStyleGenerator generator) {
		this.generator = generator;
	}

	@Override
	public boolean supportsBulkInsertionIdentifierGeneration() {
		return false;
	}

	@Override
	public Object generate(SharedSessionContractImplementor session, Object entity) {
		return this.generator.generate(session, entity);
	}

	@Override
	public Optimizer getOptimizer() {
		return this.generator.getOptimizer();
	}

	@Override
	public @Nullable Class<?> getGeneratedType() {
		return this.generator.getGeneratedType();
	}

}
