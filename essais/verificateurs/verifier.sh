#!/bin/sh
# Replays a published journal with two verifiers that nobody here wrote.
#
#   verifier.sh DIR LOG_VKEY [COSIGNER_VKEY]      verifies
#   verifier.sh --prepare                         only makes the tools ready
#
# Exits 0 when both accept, 1 when either refuses (the damaged file is named), 2 when a tool is missing.
# The Go program is compiled once and the Python library installed once, under $CAIRN_VERIFICATEURS
# (default: the user's cache). Needs Debian's golang-go and golang-golang-x-mod-dev, and python3 with pip.
# CAIRN_VERIFICATEUR=go or =python runs one alone.
set -u

here=$(cd "$(dirname "$0")" && pwd)
cache=${CAIRN_VERIFICATEURS:-${XDG_CACHE_HOME:-$HOME/.cache}/cairn/verificateurs}
only=${CAIRN_VERIFICATEUR:-}
mkdir -p "$cache" || exit 2
# Two test runs must not build into the same folder at once.
exec 9>"$cache/verrou" && flock 9 || exit 2

missing() {
    echo "verifier.sh: $1" >&2
    exit 2
}

prepare_go() {
    binary=$cache/verifier-$(sha256sum "$here/verifier.go" | cut -c1-16)
    [ -x "$binary" ] && return
    command -v go >/dev/null || missing "go is missing (apt install golang-go)"
    sources=/usr/share/gocode
    [ -d "$sources/src/golang.org/x/mod/sumdb" ] || missing "golang.org/x/mod is missing (apt install golang-golang-x-mod-dev)"
    GO111MODULE=off GOPATH=$sources GOCACHE=$cache/go GOFLAGS= go build -o "$binary.new" "$here/verifier.go" >&2 ||
        missing "the Go verifier does not compile"
    mv "$binary.new" "$binary"
}

prepare_python() {
    command -v python3 >/dev/null || missing "python3 is missing"
    PYTHONPATH=$cache/python
    export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
    python3 -c 'import aics_tlog; assert aics_tlog.__version__ == "0.2.1"' 2>/dev/null || {
        # It declares a newer Python and a newer cryptography than it needs: hence the two switches.
        python3 -m pip install --quiet --no-deps --ignore-requires-python --require-hashes --upgrade \
            --target "$cache/python" -r "$here/exigences.txt" >&2 || missing "aics-tlog cannot be installed (python3 -m pip)"
    }
    python3 -c 'from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey as key; key.public_bytes_raw' 2>/dev/null || {
        python3 -m pip install --quiet --upgrade --target "$cache/python" 'cryptography>=43' >&2 ||
            missing "cryptography cannot be installed (python3 -m pip)"
    }
    python3 -c 'import aics_tlog' || missing "aics-tlog does not run on this Python"
}

[ "$only" = python ] || prepare_go
[ "$only" = go ] || prepare_python
exec 9>&-
[ "${1:-}" = --prepare ] && exit 0
[ $# -eq 2 ] || [ $# -eq 3 ] || missing "usage: verifier.sh DIR LOG_VKEY [COSIGNER_VKEY]"

refused=0
if [ "$only" != python ]; then
    "$binary" "$@" || refused=1
fi
if [ "$only" != go ]; then
    python3 "$here/verifier.py" "$@" || refused=1
fi
exit $refused
