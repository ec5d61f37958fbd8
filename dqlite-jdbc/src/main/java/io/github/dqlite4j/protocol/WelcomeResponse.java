package io.github.dqlite4j.protocol;

/**
 * Answers {@link ClientRequest}.
 *
 * @param heartbeatTimeout a time in milliseconds that means nothing: servers close no
 * idle connection
 */
public record WelcomeResponse(long heartbeatTimeout) implements Response {

}
