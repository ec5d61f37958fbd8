#!/bin/sh
# Builds the program that runs the comparison's work through go-dqlite. Go and go-dqlite's client are taken from the
# distribution's packages, downloaded into a private directory (apt's own state is neither used nor changed, no root)
# and unpacked there; nothing is installed. Where that is not possible a message says why, and the comparison runs
# without go-dqlite.
#
# usage: build-go-peer.sh SOURCE_DIRECTORY WORK_DIRECTORY
# The program is WORK_DIRECTORY/peer.
set -eu
umask 022

skip() {
	echo "benchmarks: $1"
	echo "benchmarks: the comparison runs without go-dqlite"
	exit 0
}

for tool in apt-get dpkg-deb; do
	command -v "$tool" >/dev/null 2>&1 || skip "this machine has no $tool, Go can't be fetched"
done

source=$(cd "$1" && pwd)
mkdir -p "$2"
work=$(cd "$2" && pwd)
root="$work/root"

private_apt() {
	apt-get -qq -o Dir::State="$work/state" -o Dir::State::status="$work/state/status" -o Dir::Cache="$work/cache" \
		-o APT::Sandbox::User="" -o Debug::NoLocking=true -o Acquire::Languages=none \
		-o Acquire::Retries=2 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 "$@"
}

fetch() {
	(cd "$work/packages" && private_apt download "$1") || skip "the package $1 could not be fetched"
}

# The compiler, as golang-go names it, and what go-dqlite's packages client and driver import. They also import the
# bindings of SQLite, which are empty without cgo, so that neither a C compiler nor a C library is needed.
if [ ! -f "$work/complete" ]; then
	rm -rf "$work/state" "$work/cache" "$work/packages" "$root"
	mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/packages" "$root"
	touch "$work/state/status"
	private_apt update || skip "the package lists could not be fetched"
	for package in golang-go golang-src golang-github-canonical-go-dqlite-dev golang-github-ghodss-yaml-dev \
		golang-github-google-renameio-dev golang-github-mattn-go-sqlite3-dev golang-github-pkg-errors-dev \
		golang-github-rican7-retry-dev golang-golang-x-sync-dev golang-gopkg-yaml.v2-dev; do
		fetch "$package"
	done
	for package in $(dpkg-deb -f "$work/packages"/golang-go_*.deb Depends | grep -o 'golang-[0-9.]*-go'); do
		fetch "$package"
		fetch "${package%-go}-src"
	done
	for archive in "$work/packages"/*.deb; do
		dpkg-deb -x "$archive" "$root"
	done
	rm -rf "$work/packages" "$work/state" "$work/cache"
	touch "$work/complete"
fi

# moved into place last: where it is, it is whole
rm -f "$work/peer"
env -i HOME="$work" PATH="$PATH" GOROOT="$root/usr/lib/go" GOPATH="$root/usr/share/gocode" GOCACHE="$work/go-build" \
	GO111MODULE=off GOTOOLCHAIN=local CGO_ENABLED=0 \
	"$root/usr/lib/go/bin/go" build -o "$work/peer.new" "$source"/*.go || skip "the program for go-dqlite could not be built"
mv "$work/peer.new" "$work/peer"
echo "benchmarks: built the program for go-dqlite"
