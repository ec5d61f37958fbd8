package io.github.dqlite4j.hibernate.id;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.generator.Generator;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.id.enhanced.TableGenerator;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.GeneratorCreator;
import org.hibernate.mapping.KeyValue;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.SimpleValue;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.Value;

/**
 * Puts generators that suit the database in the place of Hibernate's own, where the
 * dialect is ours: {@link TableSequenceGenerator} for {@code GenerationType.TABLE},
 * {@link RowByRowGenerator} for sequences. Hibernate finds it as a Java service, once all
 * entities are mapped and before their generators are made. Subclasses of the generators,
 * which somebody has chosen by name, are left alone.
 */
public final class GeneratorReplacement implements AdditionalMappingContributor {

	@Override
	public void contribute(AdditionalMappingContributions contributions, InFlightMetadataCollector metadata,
			ResourceStreamLocator resources, MetadataBuildingContext context) {
		if (metadata.getDatabase().getDialect().getSequenceSupport() == DqliteSequenceSupport.INSTANCE) {
			for (PersistentClass entity : metadata.getEntityBindingMap().values()) {
				KeyValue identifier = entity.getIdentifier();
				if (identifier != null) {
					replace(identifier);
				}
			}
		}
	}

	private static void replace(Value value) {
		if (value instanceof Component component) {
			for (Property property : component.getProperties()) {
				replace(property.getValue());
			}
		}
		if (value instanceof SimpleValue simple && simple.getCustomIdGeneratorCreator() != null
				&& !(simple.getCustomIdGeneratorCreator() instanceof Replacing)
				&& !simple.getCustomIdGeneratorCreator().isAssigned()) {
			simple.setCustomIdGeneratorCreator(new Replacing(simple.getCustomIdGeneratorCreator()));
		}
	}

	/**
	 * Makes a generator, and another one in its place.
	 */
	private record Replacing(GeneratorCreator creator) implements GeneratorCreator {

		@Override
		public Generator createGenerator(GeneratorCreationContext context) {
			List<Table> tables = new ArrayList<>();
			for (Namespace namespace : context.getDatabase().getNamespaces()) {
				tables.addAll(namespace.getTables());
			}
			Generator generator = this.creator.createGenerator(context);
			if (generator.getClass() == TableGenerator.class) {
				forgetNewTables(context.getDatabase(), tables);
				return TableSequenceGenerator.of((TableGenerator) generator, context);
			}
			if (generator.getClass() == SequenceStyleGenerator.class) {
				return new RowByRowGenerator((SequenceStyleGenerator) generator);
			}
			return generator;
		}

		/**
		 * The generator has asked for its table, which nobody is going to use.
		 */
		private static void forgetNewTables(Database database, List<Table> tables) {
			for (Namespace namespace : database.getNamespaces()) {
				namespace.getTables().retainAll(tables);
			}
		}

	}

}
