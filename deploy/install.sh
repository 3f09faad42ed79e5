#!/usr/bin/env bash
# Installs Vigie on Debian 12 or 13, or brings an installation up to date: the same command.
#
#   sudo bash install.sh                  from the folder it lies in
#   sudo bash install.sh https://…/vigie-1.2.3-debian.tar.gz [SHA-256]
#
# What comes from an address (https:// or file://) is held against the SHA-256 given, else against the
# SHA256SUMS that lies beside it there, before anything of it is unpacked.
#
# Each release has a folder of its own, /opt/vigie/1.2.3, and /opt/vigie/current leads to the one
# that runs. An upgrade is backed up first with the release that runs, and goes back to it by itself
# when the new one is not well within half a minute.
set -euo pipefail
umask 022

ROOT=/opt/vigie
ENV_FILE=/etc/vigie/vigie.env
STATE=/var/lib/vigie
BACKUPS=/var/backups/vigie
UNITS=/etc/systemd/system
LEAST_MB=700
WELL_WITHIN=30
UNIT_FILES=(vigie.service vigie-backup.service vigie-backup.timer
  vigie-rehearse.service vigie-rehearse.timer)

say() { printf '%s\n' "$*"; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }

check_machine() {
  [ "$(id -u)" = 0 ] || fail "Commencez par sudo : sudo bash install.sh"
  local id version
  id=$(sed -n 's/^ID=//p' /etc/os-release | tr -d '"')
  version=$(sed -n 's/^VERSION_ID=//p' /etc/os-release | tr -d '"')
  if [ "$id" != debian ] || [ "${version%%.*}" -lt 12 ]; then
    fail "Vigie s'installe ainsi sur Debian 12 ou 13 ; cette machine est : ${id:-inconnue} ${version:-}."
  fi
  [ -d /run/systemd/system ] || fail "systemd ne tourne pas sur cette machine : Vigie en a besoin."
  local place free
  for place in /opt /var; do
    free=$(df -Pm "$place" | awk 'NR == 2 { print $4 }')
    [ "$free" -ge "$LEAST_MB" ] ||
      fail "Il reste $free Mo dans $place, il en faut $LEAST_MB : faites de la place, rien n'est fait."
  done
}

one_at_a_time() {
  exec 9>/run/lock/vigie-install.lock
  flock -n 9 || fail "Une autre installation de Vigie est en cours sur cette machine."
}

need() {
  say "· Debian fournit : $*"
  export DEBIAN_FRONTEND=noninteractive
  if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }; then
    fail "Debian n'a pas pu installer $* : vérifiez le réseau (apt-get update)."
  fi
}

# One file of an address; what is on https stays there.
download() {
  python3 - "$1" "$2" <<'FIN'
import http.client, shutil, sys, urllib.error, urllib.request

class Safely(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, asked, answer, code, message, headers, url):
        if not url.startswith("https://"):
            raise urllib.error.URLError("redirection sans https")
        return super().redirect_request(asked, answer, code, message, headers, url)

try:
    with urllib.request.build_opener(Safely).open(sys.argv[1], timeout=60) as source, \
         open(sys.argv[2], "wb") as target:
        shutil.copyfileobj(source, target)
except (OSError, http.client.HTTPException) as error:
    sys.exit(str(error))
FIN
}

# What the archive must be: the sum that was given, or the one that lies beside it.
sum_of() {
  local url=$1 name=$2 given=${3:-}
  if [ -z "$given" ]; then
    download "${url%/*}/SHA256SUMS" "$FETCHED/SHA256SUMS" ||
      fail "Il n'y a pas de SHA256SUMS à côté de l'archive. Rien n'est fait."
    given=$(awk -v name="$name" '$2 == name || $2 == "*" name { print $1; exit }' "$FETCHED/SHA256SUMS")
  fi
  [[ $given =~ ^[0-9a-fA-F]{64}$ ]] || fail "Aucune empreinte n'est connue pour $name. Rien n'est fait."
  printf '%s\n' "${given,,}"
}

# What an address leads to, held against its sum and laid out in a folder that goes when this ends.
fetch() {
  local url=$1 name expected
  case $url in
    https://* | file:///* | http://127.0.0.1:*) ;;
    *) fail "L'adresse doit commencer par https:// ou file:/// : $url" ;;
  esac
  name=${url##*/}
  [[ $name =~ ^vigie-[0-9A-Za-z.+]+-debian\.tar\.gz$ ]] ||
    fail "L'adresse doit finir par le nom d'une archive de Vigie (vigie-…-debian.tar.gz) : $url"
  [ -e /etc/ssl/certs/ca-certificates.crt ] || [[ $url != https://* ]] || need ca-certificates
  # not /tmp, which Debian 13 keeps in memory
  FETCHED=$(mktemp -d "${TMPDIR:-/var/tmp}/vigie-XXXXXX")
  trap 'rm -rf "$FETCHED"' EXIT
  say "· téléchargement"
  download "$url" "$FETCHED/$name" || fail "Le téléchargement a échoué. Rien n'est fait."
  expected=$(sum_of "$url" "$name" "${2:-}")
  printf '%s  %s\n' "$expected" "$FETCHED/$name" | sha256sum --check --strict --status ||
    fail "L'archive téléchargée n'a pas l'empreinte attendue. Rien n'est déplié, rien n'est fait."
  mkdir "$FETCHED/release"
  tar -xzf "$FETCHED/$name" -C "$FETCHED/release" --no-same-owner --strip-components=1 ||
    fail "Ce qui a été téléchargé n'est pas une archive de Vigie. Rien n'est fait."
  SOURCE=$FETCHED/release
}

check_release() {
  cd "$SOURCE"
  [ -f SHA256SUMS ] || fail "Il n'y a pas de SHA256SUMS dans $SOURCE : le dossier n'est pas entier."
  sha256sum --check --strict --quiet SHA256SUMS ||
    fail "Un fichier n'est pas celui de la livraison (SHA256SUMS). Téléchargez-la à nouveau ; rien n'est fait."
  local one
  for one in vigie-ctl requirements.lock "${UNIT_FILES[@]}"; do
    grep -q "  $one\$" SHA256SUMS || fail "La livraison est incomplète : $one. Rien n'est fait."
  done
  WHEEL=$(find . -maxdepth 1 -name 'vigie-*-py3-none-any.whl' -printf '%f\n')
  [[ $WHEEL =~ ^vigie-([0-9A-Za-z.+]+)-py3-none-any\.whl$ ]] ||
    fail "La livraison doit tenir une version de Vigie, et une seule."
  VERSION=${BASH_REMATCH[1]}
  grep -q "  $WHEEL\$" SHA256SUMS || fail "La livraison est incomplète : $WHEEL. Rien n'est fait."
}

make_places() {
  getent passwd vigie >/dev/null ||
    useradd --system --user-group --home-dir "$STATE" --no-create-home --shell /usr/sbin/nologin vigie
  install -d -m 755 "$ROOT" /etc/vigie
  install -d -m 700 -o vigie -g vigie "$STATE" "$STATE/echange" "$BACKUPS"
  if [ ! -e "$ENV_FILE" ]; then
    (umask 077 && echo '# Les réglages de Vigie ; à changer par : sudo vigie-ctl set NOM' >"$ENV_FILE")
  fi
  if [ ! -e "$STATE/vigie.db" ] && ! grep -q '^VIGIE_LEDGER_FOLDER=' "$ENV_FILE"; then
    echo 'VIGIE_LEDGER_FOLDER=/var/lib/vigie-ledger' >>"$ENV_FILE"
  fi
  chmod 600 "$ENV_FILE"
}

# A virtual environment cannot be moved: it is made where it will stay, and marked when it is whole.
make_environment() {
  PLACE=$ROOT/$VERSION
  if [ -f "$PLACE/.whole" ] && cmp -s "$SOURCE/SHA256SUMS" "$PLACE/deploy/SHA256SUMS"; then
    say "· la version $VERSION est déjà là"
    return
  fi
  if [ "$PLACE" = "$RUNNING" ]; then
    fail "La version $VERSION tourne déjà, avec d'autres fichiers que ceux-ci : une livraison ne change pas sans changer de numéro."
  fi
  say "· installation de la version $VERSION dans $PLACE (une minute ou deux)"
  rm -rf "$PLACE"
  local index=()
  if [ -d "$SOURCE/wheels" ]; then index=(--no-index --find-links "$SOURCE/wheels"); fi
  if ! { python3 -m venv "$PLACE" &&
    "$PLACE/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: \
      --require-hashes "${index[@]}" -r "$SOURCE/requirements.lock" &&
    "$PLACE/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-index \
      "$SOURCE/$WHEEL" &&
    "$PLACE/bin/vigie" --version >/dev/null; }; then
    rm -rf "$PLACE"
    fail "L'installation a échoué (réseau, disque ?) ; rien n'est changé."
  fi
  install -d -m 755 "$PLACE/deploy"
  install -m 644 "$SOURCE/SHA256SUMS" "$PLACE/deploy/"
  (cd "$SOURCE" && install -m 644 "${UNIT_FILES[@]}" "$PLACE/deploy/")
  install -m 755 "$SOURCE/vigie-ctl" "$PLACE/deploy/"
  touch "$PLACE/.whole"
}

# The release's own units and vigie-ctl, and the link that leads to it.
switch_to() {
  local place=$1 one
  for one in "${UNIT_FILES[@]}"; do install -m 644 "$place/deploy/$one" "$UNITS/$one"; done
  install -m 755 "$place/deploy/vigie-ctl" /usr/local/sbin/vigie-ctl
  ln -sfn "$place" "$ROOT/.next" && mv -T "$ROOT/.next" "$ROOT/current"
  systemctl daemon-reload
}

# Whether /healthz is green by an instant of SECONDS.
is_well() {
  local until=$1 port
  port=$(sed -n 's/^VIGIE_HTTP_PORT=//p' "$ENV_FILE" | tail -n 1)
  while [ "$SECONDS" -lt "$until" ]; do
    if systemctl is-active --quiet vigie.service && python3 - "${port:-8018}" <<'FIN'
import sys, urllib.request
urllib.request.install_opener(urllib.request.build_opener(urllib.request.ProxyHandler({})))
urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/healthz", timeout=4)
FIN
    then return 0; fi 2>/dev/null
    sleep 1
  done
  return 1
}

start() {
  local until=$((SECONDS + WELL_WITHIN))
  systemctl reset-failed vigie.service 2>/dev/null || true
  timeout "$WELL_WITHIN" systemctl restart vigie.service 2>/dev/null && is_well "$until"
}

# The schema first and by itself: it takes a large register a while, and a start then does not.
start_newer() {
  systemctl stop vigie.service 2>/dev/null || true
  vigie-ctl migrate && start
}

upgrade() {
  local was_well=''
  if is_well $((SECONDS + 5)); then was_well=yes; fi
  say "· sauvegarde avant la mise à jour"
  systemctl start vigie-backup.service ||
    fail "La sauvegarde d'avant a échoué (journalctl --unit vigie-backup) ; rien n'est changé."
  say "· passage de $(basename "$RUNNING") à $VERSION"
  switch_to "$PLACE"
  if start_newer; then return; fi
  # nothing to go back to: a wrong clock, a network that is down
  if [ -z "$was_well" ] && systemctl is-active --quiet vigie.service; then
    fail "La version $VERSION tourne, mais quelque chose cloche, comme avant elle. Voyez : sudo vigie-ctl doctor"
  fi
  say "· la version $VERSION n'est pas en bonne santé : retour à $(basename "$RUNNING")"
  switch_to "$RUNNING"
  # one that hangs is not waited for
  systemctl kill --signal=KILL vigie.service 2>/dev/null || true
  if start; then
    fail "Vigie tourne de nouveau en version $(basename "$RUNNING"), rien n'est perdu. Envoyez à qui la maintient : journalctl --unit vigie --lines=50"
  fi
  if systemctl is-active --quiet vigie.service; then
    fail "Vigie tourne de nouveau en version $(basename "$RUNNING"), mais quelque chose cloche. Voyez : sudo vigie-ctl doctor"
  fi
  fail "Vigie ne tourne pas, ni en version $VERSION ni en $(basename "$RUNNING"). Voyez : sudo vigie-ctl doctor"
}

first_install() {
  switch_to "$PLACE"
  if ! grep -q '^SLACK_BOT_TOKEN' "$ENV_FILE"; then
    say ""
    say "Deux jetons sont à recopier de la page de l'application, sur api.slack.com/apps."
    vigie-ctl ask-tokens
  fi
  if start_newer; then return; fi
  say ""
  vigie-ctl doctor || true
  fail "Vigie est installée mais ne tourne pas encore : réparez ce qui est dit ci-dessus, puis « sudo vigie-ctl tokens » ou « sudo vigie-ctl restart »."
}

# Two releases stay: the one that runs and the one before.
remove_old() {
  local one
  find "$ROOT" -mindepth 2 -maxdepth 2 -name .whole -printf '%T@ %h\n' | sort -rn | tail -n +3 |
    while read -r _ one; do
      if [ "$one" != "$(readlink -f "$ROOT/current")" ] && [ "$one" != "$RUNNING" ]; then rm -rf "$one"; fi
    done
}

main() {
  SOURCE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
  check_machine
  one_at_a_time
  python3 -c 'import ensurepip, venv' 2>/dev/null || need python3-venv
  if [ $# -gt 0 ]; then fetch "$@"; fi
  check_release
  say "Vigie $VERSION"
  RUNNING=$(readlink -f "$ROOT/current" 2>/dev/null || true)
  [ -d "$RUNNING" ] || RUNNING=""
  make_places
  make_environment
  if [ -n "$RUNNING" ] && [ "$RUNNING" != "$PLACE" ] && [ -e "$STATE/vigie.db" ]; then
    upgrade
  else
    first_install
  fi
  systemctl enable --quiet --now vigie.service vigie-backup.timer vigie-rehearse.timer
  touch "$PLACE/.whole"
  remove_old
  say ""
  vigie-ctl doctor || true
  say ""
  say "Tout se commande par : sudo vigie-ctl (tapé seul, il dit ce qu'il sait faire)."
}

# read whole before anything is done; a test reads it for its parts
if [ "${BASH_SOURCE[0]}" = "$0" ]; then main "$@"; fi
