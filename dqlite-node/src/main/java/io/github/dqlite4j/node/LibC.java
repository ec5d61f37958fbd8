package io.github.dqlite4j.node;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/**
 * Functions of the C library under their C names: those that connect sockets, since
 * Java's own cannot be handed to C, and the one that allocates a file without writing it.
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

	int open(String path, int flags);

	int posix_fallocate(int descriptor, long offset, long length);

}
