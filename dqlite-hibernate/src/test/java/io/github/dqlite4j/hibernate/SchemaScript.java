package io.github.dqlite4j.hibernate;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator;

/**
 * The script that Hibernate writes for some entities, without a database.
 */
final class SchemaScript {

	private SchemaScript() {
	}

	static List<String> create(Class<?>... entities) {
		return script("create", "jakarta.persistence.schema-generation.scripts.create-target", entities);
	}

	static List<String> drop(Class<?>... entities) {
		return script("drop", "jakarta.persistence.schema-generation.scripts.drop-target", entities);
	}

	private static List<String> script(String action, String target, Class<?>... entities) {
		StringWriter script = new StringWriter();
		Map<String, Object> settings = Map.of("hibernate.dialect", DqliteDialect.class.getName(),
				"hibernate.boot.allow_jdbc_metadata_access", "false",
				"jakarta.persistence.schema-generation.scripts.action", action, target, script);
		try (StandardServiceRegistry registry = new StandardServiceRegistryBuilder().applySettings(settings).build()) {
			MetadataSources sources = new MetadataSources(registry);
			for (Class<?> entity : entities) {
				sources.addAnnotatedClass(entity);
			}
			Metadata metadata = sources.buildMetadata();
			SchemaManagementToolCoordinator.process(metadata, registry, Map.copyOf(settings), null);
			return script.toString().lines().map((line) -> line.replaceAll(";$", "")).toList();
		}
	}

}
