package io.github.dqlite4j.hibernate.function;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.query.sqm.function.SqmFunctionRegistry;
import org.hibernate.query.sqm.produce.function.FunctionParameterType;
import org.hibernate.query.sqm.produce.function.StandardFunctionArgumentTypeResolvers;
import org.hibernate.type.BasicType;
import org.hibernate.type.StandardBasicTypes;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * Registers the functions of HQL that SQLite has under another name, or that can be put
 * together from others.
 */
public final class DqliteFunctions {

	private final SqmFunctionRegistry registry;

	private final CommonFunctionFactory factory;

	private final TypeConfiguration types;

	private final BasicType<String> string;

	private final Dialect dialect;

	private DqliteFunctions(FunctionContributions contributions) {
		this.dialect = contributions.getDialect();
		this.registry = contributions.getFunctionRegistry();
		this.factory = new CommonFunctionFactory(contributions);
		this.types = contributions.getTypeConfiguration();
		this.string = this.types.getBasicTypeRegistry().resolve(StandardBasicTypes.STRING);
	}

	/**
	 * Register the functions.
	 * @param contributions where to
	 */
	public static void register(FunctionContributions contributions) {
		DqliteFunctions functions = new DqliteFunctions(contributions);
		functions.registerNumeric();
		functions.registerText();
		functions.registerTemporal();
		functions.registerAggregates();
	}

	private void registerNumeric() {
		this.factory.mod_operator();
		this.factory.pi();
		this.factory.log();
		this.factory.log10();
		this.factory.log2();
		this.factory.radians();
		this.factory.degrees();
		this.factory.sinh();
		this.factory.cosh();
		this.factory.tanh();
		this.factory.moreHyperbolic();
		this.factory.bitandorxornot_operator();
		// SQLite has no operator for this one
		this.registry.patternDescriptorBuilder("bitxor", "((?1|?2)-(?1&?2))")
			.setExactArgumentCount(2)
			.setArgumentTypeResolver(StandardFunctionArgumentTypeResolvers.ARGUMENT_OR_IMPLIED_RESULT_TYPE)
			.register();
		this.factory.leastGreatest_minMax();
		// SQLite's random() is a 64-bit integer
		this.registry.patternDescriptorBuilder("rand", "(0.5-random()/18446744073709551616.0)")
			.setInvariantType(this.types.getBasicTypeRegistry().resolve(StandardBasicTypes.DOUBLE))
			.setExactArgumentCount(0)
			.setArgumentListSignature("()")
			.register();
		this.registry.registerAlternateKey("random", "rand");
		this.registry.register("trunc", new TruncateFunction(this.types));
		this.registry.registerAlternateKey("truncate", "trunc");
	}

	private void registerText() {
		this.factory.concat_pipeOperator();
		this.factory.leftRight_substr();
		this.factory.substring_substr();
		this.factory.characterLength_length("length(?1)");
		this.factory.octetLength_pattern("length(cast(?1 as blob))");
		this.factory.bitLength_pattern("(length(cast(?1 as blob))*8)");
		this.factory.instr();
		this.factory.substr();
		this.factory.trim2();
		this.factory.soundex();
		this.factory.hex("hex(?1)");
		this.factory.chr_char();
		this.registry.patternDescriptorBuilder("ascii", "unicode(?1)")
			.setInvariantType(this.types.getBasicTypeRegistry().resolve(StandardBasicTypes.INTEGER))
			.setExactArgumentCount(1)
			.register();
		pattern("repeat", "replace(hex(zeroblob(max(?2,0))),'00',?1)", 2, "(STRING string, INTEGER times)");
		pattern("space", "replace(hex(zeroblob(max(?1,0))),'00',' ')", 1, "(INTEGER count)");
		registerPadding();
		registerLocate();
	}

	private void pattern(String name, String sql, int arguments, String signature) {
		this.registry.patternDescriptorBuilder(name, sql)
			.setInvariantType(this.string)
			.setExactArgumentCount(arguments)
			.setArgumentListSignature(signature)
			.register();
	}

	private void registerPadding() {
		String filler = "replace(hex(zeroblob(max(?2,0))),'00',%s)";
		String left = "(substr(" + filler + ",1,max(?2-length(?1),0))||substr(?1,1,?2))";
		String right = "substr(?1||" + filler + ",1,?2)";
		this.registry.registerBinaryTernaryPattern("lpad", this.string, left.formatted("' '"), left.formatted("?3"),
				FunctionParameterType.STRING, FunctionParameterType.INTEGER, FunctionParameterType.STRING, this.types)
			.setArgumentListSignature("(STRING string, INTEGER length[, STRING padding])");
		this.registry.registerBinaryTernaryPattern("rpad", this.string, right.formatted("' '"), right.formatted("?3"),
				FunctionParameterType.STRING, FunctionParameterType.INTEGER, FunctionParameterType.STRING, this.types)
			.setArgumentListSignature("(STRING string, INTEGER length[, STRING padding])");
	}

	private void registerLocate() {
		String from = "(instr(substr(?2,?3),?1)+case instr(substr(?2,?3),?1) when 0 then 0 else ?3-1 end)";
		this.registry.registerBinaryTernaryPattern("locate",
				this.types.getBasicTypeRegistry().resolve(StandardBasicTypes.INTEGER), "instr(?2,?1)", from,
				FunctionParameterType.STRING, FunctionParameterType.STRING, FunctionParameterType.INTEGER, this.types)
			.setArgumentListSignature("(STRING pattern, STRING string[, INTEGER start])");
	}

	private void registerTemporal() {
		this.registry.register("current_timestamp", new CurrentTimestampFunction(this.types));
		this.registry.register("timestampadd", new DurationAwareTimestampadd(this.dialect, this.types));
		this.registry.register("format", new DatetimeFormatFunction(this.types));
		this.registry.registerAlternateKey("date_trunc", "trunc");
	}

	private void registerAggregates() {
		this.registry.register("listagg", new GroupConcatFunction(this.types));
		this.factory.windowFunctions();
		String squares = "(sum(1.0*?1*?1)-1.0*sum(?1)*sum(?1)/count(?1))";
		statistic("var_pop", squares + "/nullif(count(?1),0)");
		statistic("var_samp", squares + "/nullif(count(?1)-1,0)");
		// rounding may leave a variance of zero just below it
		statistic("stddev_pop", "sqrt(max(" + squares + "/nullif(count(?1),0),0.0))");
		statistic("stddev_samp", "sqrt(max(" + squares + "/nullif(count(?1)-1,0),0.0))");
	}

	private void statistic(String name, String sql) {
		this.registry.patternAggregateDescriptorBuilder(name, sql)
			.setInvariantType(this.types.getBasicTypeRegistry().resolve(StandardBasicTypes.DOUBLE))
			.setExactArgumentCount(1)
			.setParameterTypes(FunctionParameterType.NUMERIC)
			.register();
	}

}
