#!/usr/bin/env bash
# Tries install.sh as a school would, in a fresh Debian that boots in a container of its own, against
# the sandbox: first install, a second run, an upgrade, a release that does not start, one that was
# changed on the way, a backup, its rehearsal, its restore. Called by « make rehearse-install ».
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

said "the same for another version, and for one that cannot start"
.venv/bin/python - "$release" "$work" <<'PYTHON'
import hashlib, pathlib, re, shutil, sys, zipfile
source, work = map(pathlib.Path, sys.argv[1:])
for version, breaks in (("9.0.1", True), ("9.0.2", False)):
    target = work / f"vigie-{version}"
    shutil.copytree(source, target)
    (wheel,) = target.glob("*.whl")
    older = wheel.name.split("-")[1]
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(target / wheel.name.replace(older, version), "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("METADATA"):
                content = content.replace(f"Version: {older}".encode(), f"Version: {version}".encode())
            if name == "bot/app.py" and breaks:
                content += b"\n\nasync def _fails(self):\n    raise SystemExit(1)\n\n\nVigie.start = _fails\n"
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
    --include=systemd,systemd-sysv,dbus,python3,python3-venv,ca-certificates "$suite" "$tree"
fi
cp -r "$release" "$tree/srv/vigie-$version"
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
printf '%s\n%s\n' "$bot" "$app" | inside bash "/srv/vigie-$version/install.sh" >"$work/first.log" || true
cat "$work/first.log"
echo "$SECONDS s"
grep -q "Vigie peut travailler" "$work/first.log" || wrong "the doctor is not content"
inside systemctl is-active vigie.service vigie-backup.timer vigie-rehearse.timer || wrong "it does not run"
[ "$(inside stat -c '%a %U' /etc/vigie/vigie.env)" = "600 root" ] || wrong "the settings are not closed"
[ "$(inside stat -c '%a %U' /var/lib/vigie/vigie.db)" = "600 vigie" ] || wrong "the database is not closed"
inside systemd-analyze security --no-pager vigie.service | tail -n 1

said "the same again changes nothing"
inside bash "/srv/vigie-$version/install.sh" </dev/null >/dev/null

said "a backup, its rehearsal"
inside vigie-ctl backup
inside vigie-ctl rehearse

said "an upgrade"
SECONDS=0
inside bash /srv/vigie-9.0.2/install.sh </dev/null | tee "$work/upgrade.log"
echo "$SECONDS s"
inside vigie-ctl --version | grep -q 9.0.2 || wrong "the new release does not run"

said "a release that does not start goes back"
SECONDS=0
if inside bash /srv/vigie-9.0.1/install.sh </dev/null; then wrong "it was taken"; fi
echo "$SECONDS s"
inside vigie-ctl --version | grep -q 9.0.2 || wrong "it did not go back"
inside systemctl is-active vigie.service

said "a release that was changed on the way is refused"
echo >>"$tree/srv/vigie-9.0.1/requirements.lock"
if inside bash /srv/vigie-9.0.1/install.sh </dev/null; then wrong "it was taken"; fi

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
