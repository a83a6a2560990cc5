#!/usr/bin/env bash
# Make ../static/editor.js and its licences from the exact versions of package-lock.json. Needs Node
# and npm; only who changes the editor runs it, the result is part of the project.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp package.json package-lock.json editor.mjs "$work"
cd "$work"
npm ci --no-audit --no-fund --ignore-scripts --silent
out="$OLDPWD/../static"
npx esbuild editor.mjs --bundle --minify --format=iife --global-name=KGEditor --target=es2020 \
  --legal-comments=none --outfile="$out/editor.js"
node --input-type=module > "$out/editor.LICENSES.txt" <<'JS'
import fs from 'node:fs';
import path from 'node:path';
const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
for (const [place, entry] of Object.entries(lock.packages).sort()) {
  if (!place || entry.dev) continue;
  const name = place.replace(/^.*node_modules\//, '');
  const file = fs.readdirSync(place).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? fs.readFileSync(path.join(place, file), 'utf8').trim() : `(licence: ${entry.license})`;
  console.log(`${name} ${entry.version}\n${'-'.repeat(40)}\n${text}\n`);
}
JS
