package io.github.dqlite4j.node;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/**
 * The functions of the C library that connect sockets, under their C names. Java's own
 * sockets cannot be handed to C.
 */
interface LibC extends Library {

	/**
	 * The C library that this process runs on.
	 */
	LibC INSTANCE = Native.load(null, LibC.class);

	int getaddrinfo(String node, String service, Pointer hints, PointerByReference result);

	void freeaddrinfo(Pointer result);

	String gai_strerror(int code);

	String strerror(int error);

	int socket(int family, int type, int protocol);

	int connect(int socket, Pointer address, int length);

	int setsockopt(int socket, int level, int option, Pointer value, int length);

	int close(int descriptor);

}
