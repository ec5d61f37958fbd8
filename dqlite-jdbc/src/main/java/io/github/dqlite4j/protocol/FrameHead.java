package io.github.dqlite4j.protocol;

/**
 * What a message says of itself before its body.
 *
 * @param type its type
 * @param schema the revision of its form
 * @param length the length of its body in bytes, at least 8
 */
public record FrameHead(int type, int schema, long length) {

}
