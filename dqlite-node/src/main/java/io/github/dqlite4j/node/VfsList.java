package io.github.dqlite4j.node;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The file systems (VFS) that are registered with the engine's SQLite: a linked list that
 * begins with the default one. Every node registers its own, behind the first. When up to
 * 1.14 a node cannot be created, its memory is freed while its file system stays in the
 * list, so that the next look into the list, by a client that opens a database or by the
 * next node, ends the process. This class takes such an entry out again.
 */
final class VfsList {

	/**
	 * Where {@code struct sqlite3_vfs} has {@code pNext}: behind three integers, aligned.
	 */
	private static final int NEXT_OFFSET = 3 * Integer.BYTES + (Native.POINTER_SIZE - Integer.BYTES);

	private final @Nullable Function find;

	/**
	 * Finds the list.
	 * @param engine the loaded engine, through which its SQLite is found. One that hides
	 * it is too new to need this
	 */
	VfsList(NativeLibrary engine) {
		Function function;
		try {
			function = engine.getFunction("sqlite3_vfs_find");
		}
		catch (UnsatisfiedLinkError ex) {
			function = null;
		}
		this.find = function;
	}

	/**
	 * Remembers the list. Until it is restored no node may be created or destroyed by
	 * another thread.
	 * @return what puts the list back to what it is now
	 */
	Runnable snapshot() {
		if (this.find == null) {
			return () -> {
			};
		}
		Pointer first = this.find.invokePointer(new Object[] { null });
		Pointer second = first.getPointer(NEXT_OFFSET);
		return () -> first.setPointer(NEXT_OFFSET, second);
	}

}
