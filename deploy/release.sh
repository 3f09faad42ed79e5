#!/usr/bin/env bash
# Makes dist/vigie-VERSION and dist/vigie-VERSION-debian.tar.gz: all that a school installs, and its hashes; beside
# them install.sh and SHA256SUMS, so that the three files at one address are what « install.sh URL » needs.
# The same commit makes the same bytes, wherever and whenever. Called by « make release ».
#
#   WHEELS=1             adds what Vigie depends on, for Debian 12 and 13 on x86-64 without a network
#   VIGIE_RELEASE_KEY=…  an SSH key that signs SHA256SUMS
set -euo pipefail
umask 022
cd "$(dirname "$0")/.."
export LC_ALL=C TZ=UTC

python=.venv/bin/python
version=$("$python" -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["version"])')
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
out=dist/vigie-$version
whole=$out-debian.tar.gz
rm -rf "$out" "$whole"
mkdir -p "$out"

"$python" -m hatchling build -d "$out" -t sdist -t wheel >/dev/null
install -m 755 deploy/install.sh deploy/vigie-ctl "$out/"
install -m 644 deploy/vigie*.service deploy/vigie*.timer requirements.lock bot/manifest.yml \
  CHANGELOG.md docs/guides/versions.md docs/guides/installer.md docs/guides/depannage.md LICENSE "$out/"
"$python" deploy/sbom.py requirements.lock "$version" >"$out/sbom.cdx.json"
if [ -n "${WHEELS:-}" ]; then
  for minor in 3.11 3.13; do
    lock=$(mktemp)
    "$python" deploy/lock_for.py requirements.lock "$minor" >"$lock"
    .venv/bin/pip download --quiet --only-binary :all: --no-deps --require-hashes -r "$lock" \
      --python-version "$minor" --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64 \
      --platform manylinux_2_28_x86_64 --platform manylinux_2_34_x86_64 -d "$out/wheels"
    rm "$lock"
  done
fi

files=$(cd "$out" && find . -type f -printf '%P\n' | sort)
(cd "$out" && xargs -d '\n' sha256sum <<<"$files" >SHA256SUMS)
if [ -n "${VIGIE_RELEASE_KEY:-}" ]; then
  ssh-keygen -q -Y sign -n vigie -f "$VIGIE_RELEASE_KEY" "$out/SHA256SUMS"
  echo "signé : $out/SHA256SUMS.sig"
else
  echo "non signé : VIGIE_RELEASE_KEY n'est pas donnée"
fi
find "$out" -type d -exec chmod 755 {} +
find "$out" -type f ! -perm -100 -exec chmod 644 {} +
tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
  -C dist -cf - "vigie-$version" | gzip -9n >"$whole"
install -m 755 deploy/install.sh dist/
(cd dist && sha256sum "${whole#dist/}" install.sh >SHA256SUMS)
echo "$whole  $(sha256sum "$whole" | cut -c1-64)"
