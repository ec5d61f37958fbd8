/**
 * What the tests of several modules need: free ports, certificates, directories that go
 * away, and waiting with a deadline.
 */
@NullMarked
package io.github.dqlite4j.testing;

import org.jspecify.annotations.NullMarked;
