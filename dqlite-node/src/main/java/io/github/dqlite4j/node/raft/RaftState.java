package io.github.dqlite4j.node.raft;

import java.util.List;

/**
 * What is in the raft files of a directory.
 *
 * @param term the last term that the node has seen
 * @param vote the id of the node that it voted for in that term, 0 for none
 * @param snapshot the position of the newest snapshot, {@link LogPosition#NONE} if there
 * is none
 * @param last the position of the last entry, or of the snapshot if that is further
 * @param membership the newest list of members
 * @param problems what could not be read, as sentences; empty if all is well
 */
public record RaftState(long term, long vote, LogPosition snapshot, LogPosition last, Membership membership,
		List<String> problems) {

}
