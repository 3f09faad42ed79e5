#!/usr/bin/env bash
# Tries install.sh as a school would, in a fresh Debian that boots in a container of its own, against
# the sandbox: first install from an address, a second run, an upgrade, releases that do not start or hang,
# one that was changed on the way, a backup, its rehearsal, its restore, and what goes wrong on a machine:
# full disks, two at once, a wrong clock, no network. Called by « make rehearse-install ».
#
#   deploy/rehearse-install.sh [bookworm|trixie]
#
# TREE=… names a Debian that mmdebstrap made before, which is copied instead of made anew.
# Needs root, mmdebstrap and systemd-container; takes some minutes, and 2 GB in TMPDIR.
set -euo pipefail
cd "$(dirname "$0")/.."
suite=${1:-bookworm}
root=$PWD
for one in mmdebstrap systemd-nspawn; do
  command -v "$one" >/dev/null || { echo "$one is missing: apt-get install mmdebstrap systemd-container" >&2; exit 1; }
done
work=$(mktemp -d "${TMPDIR:-/tmp}/vigie-rehearsal-XXXXXX")
tree=$work/tree
sandbox='' nspawn=''

clean() {
  if [ -n "$nspawn" ]; then kill -TERM "$nspawn" 2>/dev/null || true; wait "$nspawn" 2>/dev/null || true; fi
  if [ -n "$sandbox" ]; then kill "$sandbox" 2>/dev/null || true; fi
  rm -rf --one-file-system "$work"
}
trap clean EXIT

said() { printf '\n== %s\n' "$*"; }
wrong() {
  printf 'NOT AS PROMISED: %s\n' "$*" >&2
  inside journalctl --no-pager --lines=40 --unit vigie.service --unit vigie-backup.service >&2 || true
  exit 1
}
# A command within the booted tree.
inside() { nsenter --target "$leader" --mount --pid --ipc --uts env -i PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin "$@"; }

said "a release, with what it depends on"
[ -n "${KEEP_DIST:-}" ] || WHEELS=1 bash deploy/release.sh 2>/dev/null
release=$(find dist -mindepth 1 -maxdepth 1 -type d)
version=${release##*-}

said "the same for another version, for one that cannot start, and for one that hangs"
.venv/bin/python - "$release" "$work" <<'PYTHON'
import hashlib, pathlib, re, shutil, sys, zipfile
source, work = map(pathlib.Path, sys.argv[1:])
FAILS = {
    "9.0.1": b"raise SystemExit(1)",
    "9.0.2": None,
    "9.0.3": b"await asyncio.Event().wait()",
    "9.0.4": None,
}
for version, fails in FAILS.items():
    target = work / f"vigie-{version}"
    shutil.copytree(source, target)
    (wheel,) = target.glob("*.whl")
    older = wheel.name.split("-")[1]
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(target / wheel.name.replace(older, version), "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("METADATA"):
                content = content.replace(f"Version: {older}".encode(), f"Version: {version}".encode())
            if name == "bot/app.py" and fails:
                content += b"\n\nimport asyncio\n\n\nasync def _fails(self):\n    " + fails
                content += b"\n\n\nVigie.start = _fails\n"
            new.writestr(name.replace(f"vigie-{older}.dist-info", f"vigie-{version}.dist-info"), content)
    wheel.unlink()
    lines = (f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.relative_to(target)}\n"
             for one in sorted(target.rglob("*")) if one.is_file() and one.name != "SHA256SUMS")
    (target / "SHA256SUMS").write_text("".join(lines))
PYTHON

said "a fresh Debian $suite"
if [ -n "${TREE:-}" ]; then
  cp -a "$TREE" "$tree"
else
  mmdebstrap --quiet --variant=minbase \
    --include=systemd,systemd-sysv,dbus,python3,python3-venv,ca-certificates,libfaketime "$suite" "$tree"
fi
cp "$release-debian.tar.gz" dist/install.sh dist/SHA256SUMS "$tree/srv/"
cp -r "$work"/vigie-9.0.* "$tree/srv/"

said "Slack, played by the sandbox"
"$root/.venv/bin/python" - "$work/slack" <<'PYTHON' &
import asyncio, pathlib, sys
from bot.demo import QUALITY_CHANNEL
from bot.sandbox.server import running_sandbox

async def play():
    async with running_sandbox() as slack:
        lines = (slack.api_url, slack.bot_token, slack.app_token, QUALITY_CHANNEL,
                 slack.user("quality_manager"), slack.user("training_manager"))
        pathlib.Path(sys.argv[1] + ".part").write_text("\n".join(lines) + "\n")
        pathlib.Path(sys.argv[1] + ".part").rename(sys.argv[1])
        await asyncio.Event().wait()

asyncio.run(play())
PYTHON
sandbox=$!
until [ -s "$work/slack" ]; do sleep 0.2; done
{ read -r api; read -r bot; read -r app; read -r channel; read -r quality; read -r training; } <"$work/slack"
install -d "$tree/etc/vigie"
(umask 077; printf '%s\n' "SLACK_API_URL=$api" "VIGIE_HTTP_PORT=8398" \
  "VIGIE_QUALITY_CHANNEL=$channel" "VIGIE_QUALITY_MANAGERS=$quality" "VIGIE_TRAINING_MANAGERS=$training" \
  >"$tree/etc/vigie/vigie.env")

said "it boots"
systemd-nspawn --quiet --register=no --keep-unit --boot --directory="$tree" >"$work/boot.log" 2>&1 </dev/null &
nspawn=$!
leader=''
for _ in $(seq 60); do
  leader=$(pgrep -P "$nspawn" | head -n 1 || true)
  if [ -n "$leader" ] && inside systemctl is-system-running 2>/dev/null | grep -Eq 'running|degraded'; then break; fi
  sleep 1
done
[ -n "$leader" ] || { cat "$work/boot.log"; wrong "it does not boot"; }
inside sed -n 's/^PRETTY_NAME=//p' /etc/os-release
inside systemctl --version | head -n 1
inside python3 --version

said "first install"
SECONDS=0
printf '%s\n%s\n' "$bot" "$app" | inside bash /srv/install.sh "file:///srv/vigie-$version-debian.tar.gz" >"$work/first.log" || true
cat "$work/first.log"
echo "$SECONDS s"
grep -q "Vigie peut travailler" "$work/first.log" || wrong "the doctor is not content"
inside systemctl is-active vigie.service vigie-backup.timer vigie-rehearse.timer || wrong "it does not run"
[ "$(inside stat -c '%a %U' /etc/vigie/vigie.env)" = "600 root" ] || wrong "the settings are not closed"
[ "$(inside stat -c '%a %U' /var/lib/vigie/vigie.db)" = "600 vigie" ] || wrong "the database is not closed"
inside systemd-analyze security --no-pager vigie.service | tail -n 1

said "the same again changes nothing"
inside bash /srv/install.sh "file:///srv/vigie-$version-debian.tar.gz" </dev/null >/dev/null

said "a backup, its rehearsal"
inside vigie-ctl backup
inside vigie-ctl rehearse

# An installer that is to refuse, and the words it says then.
refused() {
  local words=$1 status=0
  shift
  inside bash "$@" </dev/null >"$work/refused.log" 2>&1 || status=$?
  grep "$words" "$work/refused.log" || { cat "$work/refused.log"; wrong "it did not say « $words »"; }
  [ "$status" = 1 ] || wrong "it ended with $status"
}
runs() {
  inside systemctl is-active --quiet vigie.service || wrong "it does not run"
  [ "$(inside readlink /opt/vigie/current)" = "/opt/vigie/$1" ] || wrong "another release than $1 runs"
}

said "a disk that is full for the backup before an upgrade, and one that fills while it goes on"
inside mount -t tmpfs -o size=16k,mode=700,uid="$(inside id -u vigie)",gid="$(inside id -g vigie)" full /var/backups/vigie
refused "La sauvegarde d'avant a échoué" /srv/vigie-9.0.2/install.sh
inside umount /var/backups/vigie
inside rm -rf /opt/vigie/9.0.2
inside mount -t tmpfs -o size=1200m,mode=755 full /mnt
inside cp -a /opt/vigie /mnt/
inside mount --bind /mnt /opt
(until inside test -e /opt/vigie/9.0.2; do sleep 0.1; done
  inside fallocate -l "$(inside df --output=avail -B1 /opt | tail -n 1)" /opt/filler) &
refused "L'installation a échoué" /srv/vigie-9.0.2/install.sh
wait $!
inside test ! -e /opt/vigie/9.0.2 || wrong "half a release was left"
runs "$version"
inside umount /opt
inside umount --lazy /mnt

said "an upgrade, and another installer meanwhile"
SECONDS=0
inside bash /srv/vigie-9.0.2/install.sh </dev/null >"$work/upgrade.log" 2>&1 &
upgrading=$!
until inside test -e /opt/vigie/9.0.2; do sleep 0.1; done
refused "Une autre installation de Vigie est en cours" /srv/vigie-9.0.1/install.sh
wait "$upgrading" || { cat "$work/upgrade.log"; wrong "it was not taken"; }
cat "$work/upgrade.log"
echo "$SECONDS s"
inside vigie-ctl --version | grep -q 9.0.2 || wrong "the new release does not run"

for broken in 9.0.1 9.0.3; do
  said "a release that does not start goes back ($broken)"
  SECONDS=0
  refused "Vigie tourne de nouveau en version 9.0.2, rien n'est perdu" "/srv/vigie-$broken/install.sh"
  echo "$SECONDS s"
  [ "$SECONDS" -le 90 ] || wrong "it took longer than 90 s"
  runs 9.0.2
  inside vigie-ctl verify
done

said "a release that was changed on the way is refused"
echo >>"$tree/srv/vigie-9.0.1/requirements.lock"
refused "Un fichier n'est pas celui de la livraison" /srv/vigie-9.0.1/install.sh

said "a command typed by root without the settings makes no second register"
inside sh -c 'cd /tmp && /opt/vigie/current/bin/vigie migrate' && wrong "it was taken"
[ -z "$(inside find /tmp /root -name '*.db')" ] || wrong "it made a register"

said "a clock five weeks ahead takes no more than three backups, and is said"
for days in $(seq 1 30); do
  inside touch "/var/backups/vigie/vigie-$(date -d "-$days days" +%Y-%m-%dT024000).zip"
done
ahead=/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1
for unit in vigie vigie-backup; do
  inside mkdir -p "/run/systemd/system/$unit.service.d"
  printf '[Service]\nEnvironment=LD_PRELOAD=%s FAKETIME=+35d FAKETIME_DONT_FAKE_MONOTONIC=1\n' "$ahead" |
    inside tee "/run/systemd/system/$unit.service.d/ahead.conf" >/dev/null
done
inside systemctl daemon-reload
inside vigie-ctl restart
inside vigie-ctl backup
[ "$(inside find /var/backups/vigie -name '*T024000.zip' | wc -l)" = 27 ] || wrong "it took another number of backups"
refused "quelque chose cloche, comme avant elle" /srv/vigie-9.0.4/install.sh
runs 9.0.4
inside rm -r /run/systemd/system/vigie.service.d /run/systemd/system/vigie-backup.service.d
inside find /var/backups/vigie -size 0 -delete
inside systemctl daemon-reload
inside vigie-ctl restart

said "a register of a newer release goes on"
inside systemctl stop vigie.service
schema() {
  inside python3 - "$@" <<'PYTHON'
import sqlite3, sys
with sqlite3.connect("/var/lib/vigie/vigie.db") as register:
    print(*register.execute("SELECT version_num FROM alembic_version").fetchone())
    if len(sys.argv) > 1:
        register.execute("UPDATE alembic_version SET version_num = ?", sys.argv[1:])
PYTHON
}
known=$(schema 9999)
inside vigie-ctl restart
inside vigie-ctl doctor | grep "Vigie peut travailler" || wrong "the doctor is not content"
inside systemctl stop vigie.service
schema "$known"
inside vigie-ctl restart

said "a folder of keys that is not there"
setting() { inside sed -i "/^$1=/d" /etc/vigie/vigie.env; [ -z "${2:-}" ] || echo "$1=$2" | inside tee -a /etc/vigie/vigie.env >/dev/null; }
setting VIGIE_SEALED_FOLDER /var/lib/vigie-keys/absent
inside vigie-ctl restart
inside vigie-ctl doctor >"$work/doctor.log" && wrong "the doctor is content"
grep "✗ Le coffre, /var/lib/vigie-keys/absent, est absent" "$work/doctor.log" || wrong "it is not said"
setting VIGIE_SEALED_FOLDER
inside vigie-ctl restart

said "no network: it is tried again, and works once there is one"
setting SLACK_API_URL http://127.0.0.1:9/
inside vigie-ctl restart && wrong "it started"
inside vigie-ctl doctor >"$work/doctor.log" && wrong "the doctor is content"
grep "✗ Slack est injoignable" "$work/doctor.log" || wrong "it is not said"
setting SLACK_API_URL "$api"
for _ in $(seq 40); do inside systemctl is-active --quiet vigie.service && break; sleep 1; done
inside systemctl is-active vigie.service || wrong "it does not come back by itself"

said "a backup comes back"
archive=$(inside sh -c 'ls /var/backups/vigie/*.zip | tail -n 1')
echo oui | inside vigie-ctl restore "$archive"
inside vigie-ctl verify
inside systemctl is-active vigie.service

said "a refused token is said, and not tried for ever"
inside sed -i 's/^SLACK_BOT_TOKEN=.*/SLACK_BOT_TOKEN=xoxb-wrong/' /etc/vigie/vigie.env
inside vigie-ctl restart && wrong "it started"
sleep 12
[ "$(inside systemctl show --property=NRestarts --value vigie.service)" -le 1 ] || wrong "it starts again and again"
inside vigie-ctl doctor | grep "✗\|→" || true

said "All as promised, on $suite."
