package io.github.dqlite4j.node;

import java.time.Duration;

/**
 * What a node wants the roles in its cluster to be, which counts while it leads, and what
 * it tells others of itself.
 *
 * @param policy the numbers of voters and standbys
 * @param failureDomain the number of the node's failure domain
 * @param weight the node's weight: roles go to light nodes first
 * @param interval how often to look whether nodes have gone or come back
 */
record RoleSettings(RolePolicy policy, long failureDomain, long weight, Duration interval) {
}
