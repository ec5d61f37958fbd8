package io.github.dqlite4j.spring.boot.autoconfigure;

import java.util.List;

import io.github.dqlite4j.jdbc.DqliteUrl;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Which database the environment asks for.
 *
 * @param kind the kind of database
 * @param reason what decided, for the condition evaluation report
 */
record DatabaseSelection(Kind kind, String reason) {

	static final String URL = "spring.datasource.url";

	static final String NODES = DqliteProperties.PREFIX + ".nodes";

	static final String DATABASE = DqliteProperties.PREFIX + ".database";

	static final String NODE = DqliteProperties.PREFIX + ".node";

	static final String NODE_ADDRESS = NODE + ".address";

	static final String NODE_JOIN = NODE + ".join";

	static final String NODE_SSL_BUNDLE = NODE + ".ssl.bundle";

	static final String SSL_BUNDLE = DqliteProperties.PREFIX + ".ssl.bundle";

	/**
	 * What chooses a database other than by a URL. The type of the pool
	 * ({@code spring.datasource.type}) and its name do not.
	 */
	private static final List<String> OTHER_CHOICES = List.of("spring.datasource.jndi-name",
			"spring.datasource.driver-class-name", "spring.datasource.embedded-database-connection",
			"spring.datasource.xa.data-source-class-name", "spring.datasource.hikari.jdbc-url",
			"spring.datasource.hikari.data-source-class-name", "spring.datasource.hikari.data-source-j-n-d-i",
			"spring.datasource.tomcat.url", "spring.datasource.dbcp2.url", "spring.datasource.oracleucp.url");

	static DatabaseSelection of(Environment environment) {
		Binder binder = Binder.get(environment);
		String url = text(environment, URL);
		boolean isMember = !text(environment, NODE_ADDRESS).isEmpty() || isListed(binder, NODE_JOIN);
		if (DqliteUrl.accepts(url)) {
			return new DatabaseSelection(Kind.CLUSTER, URL + " is a dqlite URL");
		}
		if (!url.isEmpty()) {
			return (isMember || isListed(binder, NODES))
					? new DatabaseSelection(Kind.CLUSTER, URL + " contradicts " + DqliteProperties.PREFIX)
					: new DatabaseSelection(Kind.OTHER, URL + " is not a dqlite URL");
		}
		if (isListed(binder, NODES)) {
			return new DatabaseSelection(Kind.CLUSTER, NODES + " is set");
		}
		if (isMember || !text(environment, DATABASE).isEmpty() || isBound(binder, NODE)) {
			return new DatabaseSelection(Kind.CONFIGURED_NODE, DqliteProperties.PREFIX + " is set");
		}
		return OTHER_CHOICES.stream()
			.filter((name) -> !text(environment, name).isEmpty())
			.findFirst()
			.map((name) -> new DatabaseSelection(Kind.OTHER, name + " is set"))
			.orElseGet(() -> new DatabaseSelection(Kind.DEFAULT_NODE, "no database is configured"));
	}

	private static boolean isListed(Binder binder, String name) {
		return binder.bind(name, Bindable.listOf(String.class)).map((values) -> !values.isEmpty()).orElse(false);
	}

	private static boolean isBound(Binder binder, String name) {
		return binder.bind(name, Bindable.mapOf(String.class, Object.class)).isBound();
	}

	private static String text(Environment environment, String name) {
		try {
			return StringUtils.trimAllWhitespace(environment.getProperty(name, ""));
		}
		catch (IllegalArgumentException ex) {
			// a placeholder that can't be resolved: whoever binds the property says so
			return "${}";
		}
	}

	/**
	 * The kinds of database.
	 */
	enum Kind {

		/**
		 * A dqlite cluster that is connected to.
		 */
		CLUSTER,

		/**
		 * A node in this process, because it is configured.
		 */
		CONFIGURED_NODE,

		/**
		 * A node in this process, because nothing is configured.
		 */
		DEFAULT_NODE,

		/**
		 * Another database.
		 */
		OTHER

	}

}
