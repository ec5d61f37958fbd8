package io.github.dqlite4j.hibernate.id;

import java.util.Map;
import java.util.Properties;

import org.hibernate.cfg.MappingSettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.id.enhanced.TableGenerator;

/**
 * Gives the identifiers of {@code GenerationType.TABLE}, from a sequence. Hibernate's own
 * generator updates its table in a second transaction, which would wait for the first one
 * for ever where there is one write lock for the whole database.
 * <p>
 * Every segment of the table becomes a sequence of the name {@code
 *
<table>
 * _<segment value>}, with the same initial value and allocation size.
 */
public final class TableSequenceGenerator extends SequenceStyleGenerator {

	private static final long serialVersionUID = 1L;

	private TableSequenceGenerator() {
	}

	/**
	 * Create the generator that takes the place of another one.
	 * @param generator the generator that was configured for a table
	 * @param context where it belongs
	 * @return a generator that is ready for use
	 */
	static TableSequenceGenerator of(TableGenerator generator, GeneratorCreationContext context) {
		Properties parameters = new Properties();
		parameters.setProperty(SEQUENCE_PARAM, "`" + sequenceName(generator) + "`");
		parameters.setProperty(INITIAL_PARAM, Integer.toString(generator.getInitialValue()));
		parameters.setProperty(INCREMENT_PARAM, Integer.toString(generator.getIncrementSize()));
		Map<String, Object> settings = context.getServiceRegistry()
			.requireService(ConfigurationService.class)
			.getSettings();
		Object optimizer = settings.get(MappingSettings.PREFERRED_POOLED_OPTIMIZER);
		if (optimizer != null) {
			parameters.setProperty(MappingSettings.PREFERRED_POOLED_OPTIMIZER, optimizer.toString());
		}
		TableSequenceGenerator sequence = new TableSequenceGenerator();
		sequence.configure(context, parameters);
		sequence.registerExportables(context.getDatabase());
		sequence.initialize(context.getSqlStringGenerationContext());
		return sequence;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The next value of a sequence is taken by a statement of its own.
	 */
	@Override
	public boolean supportsBulkInsertionIdentifierGeneration() {
		return false;
	}

	/**
	 * The name is quoted, since a segment may be called anything. A dot would set a
	 * schema apart.
	 */
	private static String sequenceName(TableGenerator generator) {
		String table = generator.getTableName();
		String name = table.substring(table.lastIndexOf('.') + 1) + "_" + generator.getSegmentValue();
		return name.replaceAll("[`\"\\[\\]]", "").replace('.', '_');
	}

}
