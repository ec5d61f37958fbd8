package io.github.dqlite4j.protocol;

/**
 * One message as it came in: a part of a buffer that is valid only until the next message
 * is read.
 *
 * @param type the type of the message
 * @param schema the revision of the message's form
 * @param buffer the bytes that hold the body among others; not copied
 * @param offset where the body begins
 * @param length how many bytes the body has
 */
public record Frame(int type, int schema, byte[] buffer, int offset, int length) {

}
