/**
 * JSON documents in columns: embeddables kept as JSON and the JSON functions of HQL.
 */
@NullMarked
package io.github.dqlite4j.hibernate.json;

import org.jspecify.annotations.NullMarked;
