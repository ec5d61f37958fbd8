package io.github.dqlite4j.node.tls;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * The functions of the C library for local sockets, under their C names. Java has no
 * socket pairs, and no local sockets of the abstract kind, which have no file.
 */
interface SocketLibrary extends Library {

	/**
	 * The C library that this process runs on.
	 */
	SocketLibrary INSTANCE = Native.load(null, SocketLibrary.class);

	int socket(int family, int type, int protocol);

	int socketpair(int family, int type, int protocol, int[] descriptors);

	int connect(int socket, Pointer address, int length);

	int setsockopt(int socket, int level, int option, Pointer value, int length);

	NativeLong recv(int socket, Pointer buffer, NativeLong length, int flags);

	NativeLong send(int socket, Pointer buffer, NativeLong length, int flags);

	int shutdown(int socket, int how);

	int close(int descriptor);

	String strerror(int error);

}
