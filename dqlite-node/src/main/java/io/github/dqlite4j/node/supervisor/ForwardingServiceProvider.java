package io.github.dqlite4j.node.supervisor;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Makes SLF4J use {@link ForwardingLogger} in the process of a node, which names this
 * class by the system property {@code slf4j.provider}. It is no service of this library:
 * the logging of applications is theirs.
 */
public final class ForwardingServiceProvider implements SLF4JServiceProvider {

	private final IMarkerFactory markers = new BasicMarkerFactory();

	private final MDCAdapter context = new NOPMDCAdapter();

	/**
	 * Creates the provider, as SLF4J does.
	 */
	public ForwardingServiceProvider() {
	}

	@Override
	public ILoggerFactory getLoggerFactory() {
		return (name) -> new ForwardingLogger(name, System.out);
	}

	@Override
	public IMarkerFactory getMarkerFactory() {
		return this.markers;
	}

	@Override
	public MDCAdapter getMDCAdapter() {
		return this.context;
	}

	@Override
	public String getRequestedApiVersion() {
		return "2.0.99";
	}

	@Override
	public void initialize() {
	}

}
