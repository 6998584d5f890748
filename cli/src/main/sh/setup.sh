# Installs what the demo needs and the machine lacks. Read by the launcher, for "warpctl demo" only.
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154  # variables shared with the launcher

# The JDK package to install: the newest one of those Warp is tested with that this distribution has.
jdk_package() {
  for candidate in 25 21 17; do
    if apt-cache show "openjdk-$candidate-jdk-headless" 2>/dev/null | grep -q '^Filename:'; then
      printf 'openjdk-%s-jdk-headless' "$candidate"
      return 0
    fi
  done
  # Without package lists: what the release is known to have.
  case $(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release 2>/dev/null) in
    bullseye | bookworm) printf openjdk-17-jdk-headless ;;
    *) printf openjdk-21-jdk-headless ;;
  esac
}

docker_socket() {
  case ${DOCKER_HOST:-} in
    '') printf /var/run/docker.sock ;;
    unix://*) printf '%s' "${DOCKER_HOST#unix://}" ;;
    *) printf '' ;;
  esac
}

# Whether some Docker daemon is there, or one that can be started.
docker_is_there() {
  [ -z "$(docker_socket)" ] || [ -S "$(docker_socket)" ] || has_program dockerd
}

# Whether the program is installed, for root at least.
has_program() {
  PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin command -v "$1" >/dev/null
}

# Sets packages to what is missing.
missing_packages() {
  packages=
  [ -n "$java_home" ] || packages="$packages $(jdk_package)"
  docker_is_there || packages="$packages docker.io"
  # Maven's first download checks certificates.
  [ -n "$java_home" ] || [ -e /etc/ssl/certs/ca-certificates.crt ] || packages="$packages ca-certificates"
  # Routes and rules of a host are kept with these, and the tests look at them.
  has_program ip || packages="$packages iproute2"
  has_program nft || packages="$packages nftables"
  # Warp runs processes that outlive their parent with setsid.
  command -v setsid >/dev/null || packages="$packages util-linux"
}

# Sets as_root to what gives a command root's rights.
need_root() {
  [ "$(id -u)" -ne 0 ] || return 0
  command -v sudo >/dev/null || die "$1 needs root's rights and there is no sudo: run this command as root"
  as_root='sudo --preserve-env=WARPCTL_ROOT,DOCKER_HOST,TERM,COLUMNS'
}

install_packages() {
  command -v apt-get >/dev/null || die "needs$packages and can install them with apt-get only: install them yourself, then run this command again"
  if [ "$no_install" = yes ]; then
    say "The demo needs$packages. To install:"
    say "  apt-get update"
    say "  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends$packages"
    exit 1
  fi
  need_root "installing$packages"
  say "The demo needs packages this machine lacks. Installing with apt-get:$packages"
  mkdir -p "$log_folder" || die "cannot write to $log_folder: run warpctl as the owner of that folder"
  log=$log_folder/install.log
  $as_root apt-get update >"$log" 2>&1 || say "  apt-get update reported errors (log: $log); going on with the lists there are"
  missing_packages
  # shellcheck disable=SC2086
  if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages >>"$log" 2>&1; then
    tail -n 10 "$log" >&2
    die "apt-get could not install$packages: the whole log is in $log"
  fi
  say "  installed:$packages (they stay; remove them with apt-get purge$packages)"
  find_java
}

# demo_setup ARGUMENTS… checks the machine and installs what is missing.
demo_setup() {
  no_install=no
  for argument in "$@"; do
    case $argument in
      --no-install) no_install=yes ;;
      -h | --help) return 0 ;;
    esac
  done
  [ "$(uname -s)" = Linux ] || die "the demo runs Docker containers on Linux and this is $(uname -s): run it on a Linux machine or in a virtual one"
  log_folder=${root:-${TMPDIR:-/tmp}/warpctl-$(id -u)}/.warp
  free=$(df -Pk "${root:-.}" | awk 'NR == 2 { print $4 }')
  [ "${free:-9999999}" -ge 1500000 ] ||
    die "only $((free / 1024)) MB are free on the disk of ${root:-$PWD} and the demo needs about 1500 MB: free some, or clone to another disk"
  missing_packages
  [ -z "$packages" ] || install_packages
  socket=$(docker_socket)
  # Without a daemon the demo starts one, and that takes root; so does a socket only root may use.
  if [ -n "$socket" ] && ! [ -w "$socket" ]; then need_root "using Docker"; fi
}
