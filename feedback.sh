#!/bin/sh
# Everything from a bare Debian 12 (or newer) to the running product, in one command.
#
#   ./feedback.sh run [--port N] [--data DIR] [--fresh] [--once]
#   ./feedback.sh test [SELECTION ...] [PYTEST OPTIONS ...]
#   ./feedback.sh flask ARGS ...
#
# Variables: PYTHON (the interpreter to build with), FEEDBACK_* (docs/settings.md, docs/running.md).
set -eu

usage="usage: feedback.sh run [--port N] [--data DIR] [--fresh] [--once]
       feedback.sh test [format|lint|types|layers|faults|patterns|examples|parts|unit|house|integration|journeys|crash ...] [-k WORDS ...]
       feedback.sh flask ARGS ..."
verb=${1:-}
case $verb in
  run | flask) lock=demo ;;
  test) lock=test ;;
  -h | --help | help) printf '%s\n' "$usage"; exit 0 ;;
  *) printf '%s\n' "$usage" >&2; exit 2 ;;
esac
shift
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# --- what the system must have ------------------------------------------------------------------

python_fits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
has_program() { command -v "$1" >/dev/null 2>&1; }
has_library() { PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q "$1"; }

missing_packages() {
  [ -n "${PYTHON:-}" ] || python_fits python3 || printf ' python3 python3-venv'
  has_library libpango-1.0.so.0 || printf ' libpango-1.0-0'
  has_library libpangoft2-1.0.so.0 || printf ' libpangoft2-1.0-0'
  has_library libharfbuzz-subset.so.0 || printf ' libharfbuzz-subset0'
  [ "$lock" = test ] || return 0
  has_program chromium || printf ' chromium'
  has_library libatomic.so.1 || printf ' libatomic1'
  has_program softhsm2-util || printf ' softhsm2'
}

install_packages() {
  cannot="Missing: install with 'apt-get install$1' as root, then start again."
  has_program apt-get || die "Missing, by Debian's names:$1"
  if [ "$(id -u)" = 0 ]; then as_root=''
  elif sudo -n true 2>/dev/null; then as_root='sudo -n'
  else die "$cannot"
  fi
  say "Installing$1 ..."
  # shellcheck disable=SC2086 # lists of words
  $as_root apt-get update -q >"$log" 2>&1 &&
    $as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -q --no-install-recommends $1 >>"$log" 2>&1 || {
    tail -n 15 "$log" >&2
    die "$cannot"
  }
}

# --- the environment ----------------------------------------------------------------------------

# What an environment was made from. It is written last: one that was cut short has no stamp.
stamp_of() {
  printf '%s %s %s' "$1" "$(cat "$here/requirements/demo.txt" "$here/requirements/test.txt" | cksum)" "$here"
}

# An environment for tests serves everything.
environment_fits() {
  [ -f "$here/.venv/.stamp" ] || return 1
  stamp=$(cat "$here/.venv/.stamp")
  [ "$stamp" = "$(stamp_of test)" ] || [ "$stamp" = "$(stamp_of "$lock")" ] || return 1
  interpreter_fits
}

# Whether the environment is of this place and of the interpreter that was asked for.
interpreter_fits() {
  [ -f "$here/.venv/.stamp" ] || return 1
  case $(cat "$here/.venv/.stamp") in *" $here") ;; *) return 1 ;; esac
  built=$("$here/.venv/bin/python" -c "$identity" 2>/dev/null) || return 1
  [ -z "${PYTHON:-}" ] || [ "$built" = "$("$PYTHON" -c "$identity" 2>/dev/null)" ]
}
identity='import sys; print(sys.version, sys.base_prefix)'

# uv installs in seconds what takes pip half a minute; it keeps an environment of its own.
uv_is_ready() {
  wanted="$(cksum <"$here/requirements/bootstrap.txt") $here"
  [ "$(cat "$here/.uv/.stamp" 2>/dev/null)" = "$wanted" ] && "$here/.uv/bin/uv" --version >/dev/null 2>&1 && return
  rm -rf "$here/.uv"
  "$python" -m venv "$here/.uv" >"$log" 2>&1 &&
    "$here/.uv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes \
      -r "$here/requirements/bootstrap.txt" >>"$log" 2>&1 &&
    "$here/.uv/bin/uv" --version >/dev/null 2>&1 &&
    printf '%s\n' "$wanted" >"$here/.uv/.stamp"
}

# uv does not read pip's settings: hand on where packages come from and whom to trust.
pip_setting() { "$here/.uv/bin/python" -m pip config list 2>/dev/null | sed -n "s/^.*\.$1='\(.*\)'\$/\1/p" | tail -n 1; }

sync_with_uv() (
  index=$(pip_setting index-url)
  cert=$(pip_setting cert)
  [ -z "$index" ] || [ -n "${UV_INDEX_URL:-}${UV_DEFAULT_INDEX:-}" ] || export UV_DEFAULT_INDEX="$index"
  [ -z "$cert" ] || [ -n "${SSL_CERT_FILE:-}" ] || export SSL_CERT_FILE="$cert"
  "$here/.uv/bin/uv" pip sync -q --require-hashes --compile-bytecode \
    --python "$1/bin/python" "$2" >"$log" 2>&1
)

sync_with_pip() {
  "$1/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$2" >"$log" 2>&1
}

# Install a lock into an environment, making it first if need be.
fill() {
  [ -d "$1" ] || "$python" -m venv "$1" >"$log" 2>&1 || failed
  { uv_is_ready && sync_with_uv "$1" "$2"; } || sync_with_pip "$1" "$2" || failed
}

make_environment() {
  python_fits "$python" || die "$python is not Python 3.11 or newer with venv: set PYTHON to one that is."
  say "Making the environment (.venv) ..."
  # A whole one is brought up to date in place, so that a product running from it goes on.
  interpreter_fits || rm -rf "$here/.venv"
  rm -f "$here/.venv/.stamp"
  fill "$here/.venv" "$here/requirements/$lock.txt"
  stamp_of "$lock" >"$here/.venv/.stamp.new"
  mv "$here/.venv/.stamp.new" "$here/.venv/.stamp"
}

# What scanners pin is not what we run: they have an environment of their own.
scanners_fit() {
  [ "$(cat "$here/.scan/.stamp" 2>/dev/null)" = "$(cksum <"$here/requirements/scanners.txt") $here" ]
}

make_scanners() {
  say "Making the scanners' environment (.scan) ..."
  rm -rf "$here/.scan"
  fill "$here/.scan" "$here/requirements/scanners.txt"
  printf '%s %s\n' "$(cksum <"$here/requirements/scanners.txt")" "$here" >"$here/.scan/.stamp"
}

failed() {
  tail -n 15 "$log" >&2
  die "The environment could not be made."
}

# --- in order -----------------------------------------------------------------------------------

log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM HUP

packages=$(missing_packages)
[ -z "$packages" ] || install_packages "$packages"

python=${PYTHON:-python3}
if ! environment_fits || { [ "$lock" = test ] && ! scanners_fit; }; then
  # One at a time: who waited finds the environments made.
  exec 9<"$here"
  flock 9
  environment_fits || make_environment
  [ "$lock" != test ] || scanners_fit || make_scanners
  exec 9<&-
fi

rm -f "$log"
PYTHONPATH=$here
export PYTHONPATH
exec "$here/.venv/bin/python" -m feedback.launch "$verb" "$@"
