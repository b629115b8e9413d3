# Sourced by test.sh. Installs what tests use from Debian's packages, where that is allowed.
# Nothing here is needed to build; a test that lacks its program is skipped and says so.

as_root() {
  if ((EUID == 0)); then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    return 1
  fi
}

# Programs that a test starts: the command, and the package that brings it.
# Small ones only, and none that starts a service: unbound-checkconf and squid are used where they are, not installed.
system_packages=(chromium:chromium named-checkzone:bind9-utils dnsmasq:dnsmasq-base plistutil:libplist-utils
  soffice:libreoffice-calc pdftotext:poppler-utils)

install_system_packages() {
  local entry missing=()
  for entry in "${system_packages[@]}"; do
    command -v "${entry%%:*}" >/dev/null || missing+=("${entry##*:}")
  done
  if ((${#missing[@]} == 0)); then
    echo "all there"
    return
  fi
  if ! command -v apt-get >/dev/null || ! as_root true; then
    note "not installed, for want of apt-get or the right to use it: ${missing[*]}"
    return
  fi
  as_root env DEBIAN_FRONTEND=noninteractive timeout 120 apt-get update -qq >"$results/apt.log" 2>&1
  as_root env DEBIAN_FRONTEND=noninteractive timeout 300 \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >>"$results/apt.log" 2>&1 ||
    note "apt-get could not install ${missing[*]}; see $results/apt.log"
}

# Programs that check a page, each with the version that tests were written against. They stay outside the sources.
node_packages=(axe-core@4.14.1 vnu-jar@26.9.27)

install_node_packages() {
  if ! command -v npm >/dev/null; then
    note "not installed, for want of npm: ${node_packages[*]}"
    return
  fi
  mkdir -p artifacts/npm
  timeout 300 npm install --prefix artifacts/npm --no-save --no-audit --no-fund --ignore-scripts "${node_packages[@]}" >"$results/npm.log" 2>&1 ||
    note "npm could not install ${node_packages[*]}; see $results/npm.log"
}
