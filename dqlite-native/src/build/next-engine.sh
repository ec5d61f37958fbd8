#!/bin/sh
# Fetches the engine of the distribution's next release, for the tests that run on both generations: its package, all
# that it needs including the C library and its loader, into a private directory. Two C libraries do not fit into one
# process, so whoever wants that engine starts as a whole through that loader: OUTPUT_DIRECTORY/bin/java does this for
# the JVM and names the engine's file to it. Where the engine cannot be fetched, bin/java is the plain JVM, which is told
# the reason (system property dqlite.engine.missing), and the build goes on.
#
# usage: next-engine.sh OUTPUT_DIRECTORY JAVA_HOME
set -eu
umask 022
. "$(dirname "$0")/private-apt.sh"

mkdir -p "$1"
output=$(cd "$1" && pwd)
java_home=$2

# write_launcher: the launcher's lines come from standard input
write_launcher() {
	mkdir -p "$output/bin"
	cat >"$output/bin/java.new"
	chmod 755 "$output/bin/java.new"
	mv "$output/bin/java.new" "$output/bin/java"
}

skip() {
	echo "next-engine: $1"
	echo "next-engine: the tests run on the bundled engine only"
	write_launcher <<END
#!/bin/sh
exec "$java_home/bin/java" "-Ddqlite.engine.missing=$1" "\$@"
END
	exit 0
}

# The release after the one this machine runs, where the two hold different generations of the engine.
next_release() {
	case "$1" in
		bookworm) echo trixie ;;
	esac
}

# Writes the sources of the next release: the mirrors this machine uses for its own release.
write_sources() {
	apt-get indextargets --format '$(RELEASE) $(REPO_URI) $(COMPONENT)' 'Created-By: Packages' |
		awk -v release="$1" -v next_release="$2" '$1 == release { print "deb", $2, next_release, $3 }' | sort -u
}

fetch() {
	require_tools
	case "$(dpkg --print-architecture)" in
		amd64 | arm64) ;;
		*) skip "the engine of the next release is not fetched for the architecture $(dpkg --print-architecture)" ;;
	esac
	release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
	next=$(next_release "$release")
	[ -n "$next" ] || skip "it is not known which release follows '$release' with another generation of the engine"
	private_apt_setup "$output/work"
	write_sources "$release" "$next" >"$work/sources.list"
	[ -s "$work/sources.list" ] || skip "apt has no source for the release $release"
	next_apt() {
		private_apt -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- "$@"
	}
	next_apt update || skip "the package lists of $next could not be fetched"
	next_apt --yes --no-install-recommends --download-only install libdqlite0 ||
		skip "the package libdqlite0 of $next could not be fetched"
	for archive in "$work"/cache/archives/*.deb; do
		dpkg-deb -x "$archive" "$work/root"
	done
	rm -rf "$output/lib"
	mkdir "$output/lib"
	find "$work/root" -name '*.so.*' ! -path '*/gconv/*' ! -type d -exec cp -L {} "$output/lib/" \;
	[ -f "$output/lib/libdqlite.so.0" ] || skip "the packages of $next hold no libdqlite"
	dpkg-deb -f "$work/cache/archives"/libdqlite0_*.deb Version >"$work/version"
	# moved into place last: where it is, everything is
	mv "$work/version" "$output/version"
	echo "next-engine: fetched libdqlite0 $(cat "$output/version") of $next"
	rm -rf "$work"
}

if [ ! -f "$output/version" ]; then
	fetch
fi
loader=$(find "$output/lib" -name 'ld-linux*' | head -n 1)
write_launcher <<END
#!/bin/sh
exec "$loader" --library-path "$output/lib:$java_home/lib:$java_home/lib/server" "$java_home/bin/java" \\
	"-Ddqlite.library.path=$output/lib/libdqlite.so.0" "-Ddqlite.engine.version=$(cat "$output/version")" \\
	"-Ddqlite.engine.java=$output/bin/java" "\$@"
END
