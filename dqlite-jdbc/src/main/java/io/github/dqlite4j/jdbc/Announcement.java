package io.github.dqlite4j.jdbc;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.AnnouncedRequest;
import io.github.dqlite4j.client.Session;

/**
 * Announces the first request of a writer that has to wait for its turn.
 */
@FunctionalInterface
interface Announcement {

	/**
	 * Announces nothing: the writer sends its requests itself.
	 */
	Announcement NONE = (session) -> null;

	/**
	 * Announce the request that is going to be the next one of a session.
	 * @return the request, or {@code null} if it can't be sent by somebody else
	 */
	@Nullable AnnouncedRequest on(Session session);

}
