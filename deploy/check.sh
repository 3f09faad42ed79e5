#!/usr/bin/env bash
# Looks at what lies in deploy/ with the tools that know it; says what was left out. Part of « make check ».
set -euo pipefail
cd "$(dirname "$0")"

if command -v shellcheck >/dev/null; then
  shellcheck --severity=warning ./*.sh vigie-ctl ../.ci/run
  echo "Scripts: sound (shellcheck)"
else
  echo "Scripts: left unchecked, for want of shellcheck"
fi

if command -v systemd-analyze >/dev/null; then
  units=$(mktemp -d)
  trap 'rm -rf "$units"' EXIT
  for one in *.service *.timer; do
    # the program is not installed here
    sed 's|/opt/vigie/current/bin/vigie|/bin/true|' "$one" >"$units/$one"
  done
  systemd-analyze verify --man=no "$units"/* 2>&1 | grep -v "Unknown key 'Restart\(Steps\|MaxDelaySec\)'" || true
  systemd-analyze verify --man=no "$units"/* 2>/dev/null
  echo "Units: sound (systemd-analyze)"
else
  echo "Units: left unchecked, for want of systemd-analyze"
fi
