package io.github.dqlite4j.hibernate.json;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.query.sqm.function.SqmFunctionRegistry;
import org.hibernate.type.BasicType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * Registers the JSON functions of HQL.
 */
public final class JsonFunctions {

	private JsonFunctions() {
	}

	/**
	 * Register the functions.
	 * @param contributions where to
	 */
	public static void register(FunctionContributions contributions) {
		SqmFunctionRegistry registry = contributions.getFunctionRegistry();
		TypeConfiguration types = contributions.getTypeConfiguration();
		registry.register("json_value", new SqliteJsonValueFunction(types));
		registry.register("json_query", new SqliteJsonQueryFunction(types));
		registry.register("json_exists", new SqliteJsonExistsFunction(types));
		registry.register("json_array", new SqliteJsonArrayFunction(types));
		registry.register("json_object", new SqliteJsonObjectFunction(types));
		registry.register("json_arrayagg", new SqliteJsonArrayAggFunction(types));
		registry.register("json_objectagg", new SqliteJsonObjectAggFunction(types));
		CommonFunctionFactory factory = new CommonFunctionFactory(contributions);
		// of the same name and meaning in SQLite
		factory.jsonSet_mysql();
		factory.jsonInsert_mysql();
		factory.jsonReplace_mysql();
		factory.jsonRemove_mysql();
		BasicType<String> json = types.getBasicTypeRegistry().resolve(String.class, SqlTypes.JSON);
		registry.patternDescriptorBuilder("json_mergepatch", "json_patch(?1,?2)")
			.setInvariantType(json)
			.setExactArgumentCount(2)
			.setArgumentListSignature("(JSON document, JSON patch)")
			.register();
		registry.patternDescriptorBuilder("json_array_append", "json_insert(?1,?2||'[#]',?3)")
			.setInvariantType(json)
			.setExactArgumentCount(3)
			.setArgumentListSignature("(JSON document, STRING path, value)")
			.register();
	}

}
