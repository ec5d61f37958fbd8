package io.github.dqlite4j.tool;

import picocli.CommandLine.IVersionProvider;

/**
 * The version of the tool, as its jar says.
 */
final class ToolVersion implements IVersionProvider {

	@Override
	public String[] getVersion() {
		String version = ToolVersion.class.getPackage().getImplementationVersion();
		return new String[] { "dqlite " + ((version != null) ? version : "(development)") };
	}

}
