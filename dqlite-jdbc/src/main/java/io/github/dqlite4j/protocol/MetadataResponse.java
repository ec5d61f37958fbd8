package io.github.dqlite4j.protocol;

/**
 * What a node says of itself. Answers {@link DescribeRequest}.
 *
 * @param failureDomain the number of its failure domain
 * @param weight its weight
 */
public record MetadataResponse(long failureDomain, long weight) implements Response {

}
