#!/usr/bin/env bash
# A throw-away PostgreSQL cluster for tests.
#   bash eng/postgres.sh start DIR [PID]   makes it in DIR, which must not be there, and prints an administrator's address;
#                                          ends by itself when the process PID has
#   bash eng/postgres.sh stop DIR          ends it and removes DIR
#   bash eng/postgres.sh restart DIR [MODE] cuts all connections, and is there again under the same address: as after a crash
#                                          ("immediate"), or as an administrator does it ("fast")
#   bash eng/postgres.sh halt DIR          ends it and leaves DIR
#   bash eng/postgres.sh again DIR [PID]   starts what was halted, and prints the address
#   bash eng/postgres.sh programs          prints where PostgreSQL's programs are; status 3 where they are not
# Listens on the loopback address only and asks for a password. As root, the server runs as postgres or nobody.
set -euo pipefail

programs() {
  local folder
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2>/dev/null | sort -rV) "$(dirname "$(command -v initdb || echo /nowhere/initdb)")"; do
    if [[ -x $folder/initdb && -x $folder/pg_ctl && -x $folder/postgres ]]; then
      echo "$folder"
      return
    fi
  done
  echo "initdb, pg_ctl and postgres are not on the path" >&2
  return 3
}

# Root may not run the server.
as_server() {
  local user=
  if ((EUID != 0)); then
    "$@"
    return
  fi
  for user in postgres nobody; do id "$user" >/dev/null 2>&1 && break; done
  setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups -- env HOME="$dir" "$@"
}

start() {
  local bin password user=postgres
  bin=$(programs)
  umask 077
  mkdir -p "$(dirname "$dir")"
  mkdir "$dir"
  if ((EUID == 0)); then
    id "$user" >/dev/null 2>&1 || user=nobody
    chown "$user" "$dir"
  fi
  password=$(od -An -N18 -tx1 /dev/urandom | tr -d ' \n')
  as_server sh -c 'umask 077; cat >"$1"' _ "$dir/password" <<<"$password"
  as_server "$bin/initdb" -D "$dir/data" -U postgres -A scram-sha-256 --pwfile="$dir/password" -E UTF8 --locale=C --no-instructions >"$dir/initdb.log" 2>&1 ||
    { cat "$dir/initdb.log" >&2; return 1; }
  as_server sh -c 'cat >>"$1"' _ "$dir/data/postgresql.conf" <<SETTINGS
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
fsync = on
max_connections = 300
shared_buffers = 128MB
max_wal_size = 2GB
autovacuum_naptime = 10s
SETTINGS
  serve "$bin" "$password" "${1:-}"
}

# Starts the server of a cluster that is there, and prints its address.
serve() {
  local bin=$1 password=$2 port try
  for try in 1 2 3 4 5 6 7 8; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 40000))
    if [[ $try == 1 && -n ${4:-} ]]; then port=$4; fi
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then continue; fi
    # Without its standard streams: who waits for this script's output must not wait for the server's.
    if as_server "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -o "-p $port" -w -t 60 start </dev/null >/dev/null 2>&1; then
      if [[ -n ${3:-} ]]; then outlive "$3"; fi
      echo "postgres://postgres:$password@127.0.0.1:$port/postgres"
      return
    fi
  done
  cat "$dir/server.log" >&2
  return 1
}

# A test host that is killed can't stop what it started.
outlive() {
  (
    trap '' HUP INT
    while kill -0 "$1" 2>/dev/null && [[ -d $dir/data ]]; do sleep 2; done
    stop
  ) </dev/null >/dev/null 2>&1 &
  disown
}

stop() {
  [[ -d $dir ]] || return 0
  as_server "$(programs)/pg_ctl" -D "$dir/data" -m immediate -w -t 30 stop >/dev/null 2>&1 || true
  rm -rf "$dir"
}

restart() { as_server "$(programs)/pg_ctl" -D "$dir/data" -l "$dir/server.log" -m "${1:-immediate}" -w -t 60 restart </dev/null >/dev/null 2>&1; }

# For what is to be gone on with later: under the address that it had, where nobody else took it.
again() {
  local before
  before=$(grep -o '"-p" "[0-9]*"' "$dir/data/postmaster.opts" | tr -dc '0-9' || true)
  serve "$(programs)" "$(cat "$dir/password")" "${1:-}" "$before"
}

halt() { as_server "$(programs)/pg_ctl" -D "$dir/data" -m fast -w -t 60 stop >/dev/null 2>&1; }

case ${1:-} in
  programs) programs ;;
  start | stop | restart | halt | again)
    [[ -n ${2:-} ]] || { echo "name a folder" >&2; exit 2; }
    dir=$(realpath -m "$2")
    cd /
    "$1" "${3:-}"
    ;;
  *) sed -n '2,11s/^# //p' "$0" >&2; exit 2 ;;
esac
