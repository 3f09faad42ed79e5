#!/usr/bin/env bash
# Builds the image of deploy/Dockerfile with buildah, where neither Docker nor a registry is at hand, and
# tries it: closed walls, health, a backup, a stop. Needs root, buildah, podman, runc, mmdebstrap.
#
#   deploy/image.sh           builds vigie:VERSION on a Debian that mmdebstrap makes
#   BASE=… deploy/image.sh    on an image of your own, with python 3.11 or newer called python
#   TREE=… deploy/image.sh    on a Debian that mmdebstrap made before, with python3 and python3-venv
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
work=$(mktemp -d "${TMPDIR:-/tmp}/vigie-image-XXXXXX")
trap 'rm -rf --one-file-system "$work"' EXIT
# for a machine that has neither cgroups of its own nor a bridge
export BUILDAH_ISOLATION=${BUILDAH_ISOLATION:-chroot}

if [ -z "${BASE:-}" ]; then
  tree=${TREE:-$work/tree}
  [ -n "${TREE:-}" ] || mmdebstrap --quiet --variant=minbase --include=python3,python3-venv,ca-certificates trixie "$tree"
  bare=$(buildah from scratch)
  buildah add --quiet "$bare" "$tree" / >/dev/null
  buildah run "$bare" -- ln -sf python3 /usr/bin/python
  buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$bare"
  BASE=localhost/vigie-base:$version
  buildah commit --quiet --rm "$bare" "$BASE" >/dev/null
fi
lent=()
if [ -n "${PIP_CERT:-}" ]; then  # an authority of one's own, that only the building is lent
  printf '[global]\ncert = /etc/lent.crt\n' >"$work/pip.conf"
  lent=(--volume "$PIP_CERT:/etc/lent.crt:ro" --volume "$work/pip.conf:/etc/pip.conf:ro")
fi
# the OCI format knows no HEALTHCHECK
buildah build --quiet --format docker "${lent[@]}" --build-arg BASE="$BASE" \
  -f deploy/Dockerfile -t "vigie:$version" -t "vigie:${version%.*}" . >/dev/null
buildah images --format '{{.Name}}:{{.Tag}} {{.Size}}' "localhost/vigie:$version"

walls=(--read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --network host
  --runtime "${RUNTIME:-runc}" --ulimit nofile=1024:1024 --ulimit nproc=512:512)
in_image() { podman run --rm --no-healthcheck "${walls[@]}" -v "$work/state:/var/lib/vigie:U" -v "$work/backups:/var/backups/vigie:U" "vigie:$version" "$@"; }
mkdir "$work/state" "$work/backups"
in_image --version
in_image migrate
in_image backup /var/backups/vigie/vigie-2026-11-30.zip --prune
in_image rehearse /var/backups/vigie/vigie-2026-11-30.zip
[ "$(stat -c %a "$work/state/vigie.db")" = 600 ] || { echo "The database is open to others" >&2; exit 1; }
podman image inspect --format '{{.HealthCheck}}' "vigie:$version" | grep -q healthz
podman image inspect --format '{{.User}}' "vigie:$version" | grep -qx 10001
echo "As promised: vigie:$version"
