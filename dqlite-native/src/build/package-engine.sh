#!/bin/sh
# Fills the jar with the engine of the distribution this build runs on: downloads the package of libdqlite and the
# packages it needs into a private directory (apt's own state is neither used nor changed, no root) and lays the shared
# libraries out as class path resources. What is needed, and in which order it must be loaded, is taken from the
# packages themselves: Depends says what comes before, the shlibs control file says under which name it is looked up.
#
# usage: package-engine.sh OUTPUT_DIRECTORY WORK_DIRECTORY
set -eu
umask 022
. "$(dirname "$0")/private-apt.sh"

skip() {
	echo "dqlite-native: $1"
	echo "dqlite-native: the jar stays empty; at run time the engine must be installed (Debian, Ubuntu: apt-get install libdqlite0)"
	exit 0
}

require_tools
architecture=$(dpkg --print-architecture)
case "$architecture" in
	amd64) platform=linux-x86-64 ;;
	arm64) platform=linux-aarch64 ;;
	*) skip "no engine is packaged for the architecture $architecture" ;;
esac

# engine.properties is moved into place last: where it is, everything is.
resources="$1/io/github/dqlite4j/native/$platform"
[ -f "$resources/engine.properties" ] && exit 0
rm -rf "$resources"

private_apt_setup "$2"
mkdir -p "$work/packages" "$work/root" "$work/staging" "$(dirname "$resources")"
resources="$(cd "$(dirname "$resources")" && pwd)/$platform"
staging="$work/staging"

# Prints the packages the given one needs, one per line. Alternatives stay together as a|b.
dependencies() {
	dpkg-deb -f "$work/packages/$1"_*.deb Depends |
		sed -e 's/([^)]*)//g' -e 's/\[[^]]*\]//g' -e 's/:[a-z0-9]*//g' -e 's/ //g' | tr ',' '\n'
}

# Adds the package $1 and everything it needs to $order, what is needed first.
seen=
order=
fetch() {
	case " $seen " in
		*" $1 "*) return 0 ;;
	esac
	(cd "$work/packages" && private_apt download "$1") || return 1
	seen="$seen $1"
	for dependency in $(dependencies "$1"); do
		case "$dependency" in
			# the C runtime belongs to the system: a second one in a process cannot work
			libc6* | libgcc-s1*) continue ;;
		esac
		fetched=no
		for alternative in $(echo "$dependency" | tr '|' ' '); do
			if fetch "$alternative"; then
				fetched=yes
				break
			fi
		done
		[ "$fetched" = yes ] || skip "the package $dependency could not be fetched"
	done
	order="$order $1"
}

private_apt update || skip "the package lists could not be fetched"
fetch libdqlite0 || skip "the package libdqlite0 could not be fetched"

libraries=
versions=
glibc=0
for package in $order; do
	archive=$(echo "$work/packages/$package"_*.deb)
	dpkg-deb -x "$archive" "$work/root"
	# shlibs: lines of "[type:] name version package …"; the file that is loaded is called name.so.version
	for library in $(dpkg-deb -I "$archive" shlibs 2>/dev/null | sed -e 's/^[a-z]*: *//' | awk 'NF > 2 { print $1 ".so." $2 }' | sort -u); do
		file=$(find "$work/root" -name "$library" | head -n 1)
		[ -n "$file" ] || skip "the package $package holds no $library"
		cp -L "$file" "$staging/$library"
		chmod 644 "$staging/$library"
		libraries="$libraries $library"
	done
	copyright="$work/root/usr/share/doc/$package/copyright"
	[ -f "$copyright" ] || skip "the package $package holds no copyright file, and may not be passed on without it"
	cp -L "$copyright" "$staging/$package.copyright"
	chmod 644 "$staging/$package.copyright"
	versions="$versions $package=$(dpkg-deb -f "$archive" Version)"
	needed=$(dpkg-deb -f "$archive" Depends Pre-Depends | sed -n 's/.*libc6 (>= \([0-9.]*\)).*/\1/p' | head -n 1)
	if [ -n "$needed" ] && dpkg --compare-versions "$needed" gt "$glibc"; then
		glibc=$needed
	fi
done
case "$libraries " in
	*" libdqlite.so."*) ;;
	*) skip "the packages hold no libdqlite" ;;
esac

cat >"$work/engine.properties" <<END
# written by package-engine.sh: the libraries in the order in which they must be loaded, and what they need
libraries=${libraries# }
packages=${versions# }
version=$(dpkg-deb -f "$work/packages"/libdqlite0_*.deb Version)
glibc=$glibc
END
mv "$staging" "$resources"
mv "$work/engine.properties" "$resources/engine.properties"
echo "dqlite-native: packaged$versions"
