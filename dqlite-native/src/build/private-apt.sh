# Sourced by the scripts beside it: apt-get that downloads packages with state folders of its own. The machine's package
# state is neither used nor changed, and root is not needed.

# private_apt_setup WORK_DIRECTORY: empties the directory and makes it the home of private_apt.
private_apt_setup() {
	rm -rf "$1"
	mkdir -p "$1/state/lists/partial" "$1/cache/archives/partial"
	work=$(cd "$1" && pwd)
	touch "$work/state/status"
}

private_apt() {
	apt-get -qq -o Dir::State="$work/state" -o Dir::State::status="$work/state/status" -o Dir::Cache="$work/cache" \
		-o APT::Sandbox::User="" -o Debug::NoLocking=true -o Acquire::Languages=none \
		-o Acquire::Retries=2 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 "$@"
}

# require_tools: calls skip, which the script defines, where Debian's tools are missing.
require_tools() {
	for tool in apt-get dpkg dpkg-deb; do
		command -v "$tool" >/dev/null 2>&1 || skip "this machine has no $tool, no engine is packaged"
	done
}
