package io.github.dqlite4j.node;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * An open connection to a node, by whatever means. One thread at a time uses it.
 */
interface NodeChannel extends Closeable {

	InputStream input() throws IOException;

	OutputStream output() throws IOException;

}
