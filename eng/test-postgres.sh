# Sourced by test.sh. A throw-away PostgreSQL server for the tests of ledgers that many share.

postgres_folder=

# Debian's package would make and start a server of its own.
install_postgres() {
  command -v apt-get >/dev/null && as_root true || return 1
  [[ -e /etc/postgresql-common/createcluster.conf ]] ||
    as_root sh -c 'mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf'
  as_root env DEBIAN_FRONTEND=noninteractive timeout 300 \
    apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold postgresql >>"$results/apt.log" 2>&1
}

start_postgres() {
  if [[ -n ${TIKTOKBAN_TEST_POSTGRES:-} ]]; then
    echo "the server that TIKTOKBAN_TEST_POSTGRES names"
    return
  fi
  if ! bash eng/postgres.sh programs >/dev/null 2>&1 && ! { install_postgres && bash eng/postgres.sh programs >/dev/null 2>&1; }; then
    note "LEDGERS IN POSTGRESQL WERE NOT TESTED: initdb, pg_ctl and postgres (13 or later) are not on the path"
    return
  fi
  postgres_folder=${TMPDIR:-/tmp}/tiktokban-postgres-$$
  if TIKTOKBAN_TEST_POSTGRES=$(bash eng/postgres.sh start "$postgres_folder" $$); then
    export TIKTOKBAN_TEST_POSTGRES
    echo "a throw-away server of $("$(bash eng/postgres.sh programs)/postgres" --version)"
  else
    unset TIKTOKBAN_TEST_POSTGRES
    note "LEDGERS IN POSTGRESQL WERE NOT TESTED: the throw-away server did not start; counted as one failure"
    failed=$((failed + 1))
  fi
}

stop_postgres() { [[ -z $postgres_folder ]] || bash eng/postgres.sh stop "$postgres_folder"; }
