#!/bin/sh
# Fills the jar with the engine of the distribution this build runs on: downloads the packages of libdqlite and
# of the libraries it needs into a private directory (apt's own state is neither used nor changed, no root) and
# lays the shared libraries out as class path resources, in the order in which they must be loaded.
#
# usage: package-engine.sh OUTPUT_DIRECTORY WORK_DIRECTORY
set -eu
output=$1
work=$2

skip() {
	echo "dqlite-native: $1"
	echo "dqlite-native: the jar stays empty; at run time the engine must be installed (Debian, Ubuntu: apt-get install libdqlite0)"
	exit 0
}

command -v apt-get >/dev/null 2>&1 || skip "this machine has no apt-get, no engine is packaged"
command -v dpkg-deb >/dev/null 2>&1 || skip "this machine has no dpkg-deb, no engine is packaged"

architecture=$(dpkg --print-architecture)
case "$architecture" in
	amd64) platform=linux-x86-64 ;;
	arm64) platform=linux-aarch64 ;;
	*) skip "no engine is packaged for the architecture $architecture" ;;
esac

resources="$output/io/github/dqlite4j/native/$platform"
[ -f "$resources/libraries.list" ] && exit 0

mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/packages" "$work/root"
work=$(cd "$work" && pwd)
touch "$work/state/status"
apt() {
	apt-get -qq -o Dir::State="$work/state" -o Dir::State::status="$work/state/status" -o Dir::Cache="$work/cache" \
		-o APT::Sandbox::User="" -o Debug::NoLocking=true "$@"
}
apt update || skip "the package lists could not be fetched"

packages="libuv1 liblz4-1 libraft2 libsqlite3-0 libdqlite0"
cd "$work/packages"
for package in $packages; do
	ls "$package"_*.deb >/dev/null 2>&1 || apt download "$package" || skip "the package $package could not be fetched"
	dpkg-deb -x "$package"_*.deb "$work/root"
done

staging="$work/staging"
rm -rf "$staging"
mkdir -p "$staging"
for library in libuv.so.1 liblz4.so.1 libraft.so.2 libsqlite3.so.0 libdqlite.so.0; do
	file=$(find "$work/root" -name "$library" | head -n 1)
	[ -n "$file" ] || skip "the packages hold no $library"
	cp -L "$file" "$staging/$library"
	chmod 644 "$staging/$library"
	echo "$library" >>"$staging/libraries.list"
done
for package in $packages; do
	cp -L "$work/root/usr/share/doc/$package/copyright" "$staging/$package.copyright"
done
mkdir -p "$(dirname "$resources")"
rm -rf "$resources"
cp -r "$staging" "$resources"
echo "dqlite-native: packaged $(ls "$work/packages" | tr '\n' ' ')"
