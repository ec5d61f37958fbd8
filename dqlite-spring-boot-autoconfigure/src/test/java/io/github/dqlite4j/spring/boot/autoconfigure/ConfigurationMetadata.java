package io.github.dqlite4j.spring.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * The metadata of the properties that editors show, as the build writes it.
 *
 * @param descriptions the descriptions, by the name without its prefix
 * @param defaults the default values
 */
record ConfigurationMetadata(Map<String, String> descriptions, Map<String, Object> defaults) {

	static ConfigurationMetadata load() {
		Map<String, String> descriptions = new LinkedHashMap<>();
		Map<String, Object> defaults = new LinkedHashMap<>();
		for (Map<?, ?> property : properties()) {
			String name = (String) property.get("name");
			if (name.startsWith(DqliteProperties.PREFIX + ".")) {
				String key = name.substring(DqliteProperties.PREFIX.length() + 1);
				descriptions.put(key, String.valueOf(property.get("description")));
				defaults.put(key, property.get("defaultValue"));
			}
		}
		return new ConfigurationMetadata(descriptions, defaults);
	}

	@SuppressWarnings("unchecked")
	private static List<Map<?, ?>> properties() {
		ClassPathResource resource = new ClassPathResource("META-INF/spring-configuration-metadata.json",
				DqliteProperties.class.getClassLoader());
		try (InputStream stream = resource.getInputStream()) {
			return (List<Map<?, ?>>) JsonMapper.builder().build().readValue(stream, Map.class).get("properties");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
