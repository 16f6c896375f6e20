#!/bin/sh
# Makes the font files of crates/web/assets/fonts anew from the packages named below, and prints their SHA-256.
# Run by hand when a version is raised; the results are committed, so no build needs this, node or Python.
set -eu
text=@fontsource/be-vietnam-pro@5.3.0
figures=@fontsource-variable/inter@5.3.0

root=$(cd "$(dirname "$0")/.." && pwd)
out=$root/crates/web/assets/fonts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "$text" "$figures" >/dev/null
mkdir text figures
tar xzf fontsource-be-vietnam-pro-*.tgz -C text --strip-components=1
tar xzf fontsource-variable-inter-*.tgz -C figures --strip-components=1
python3 -m venv tools
tools/bin/pip install --quiet fonttools==4.60.1 brotli==1.2.0

# The Latin letters and marks that Vietnamese and English need; the package's own Vietnamese file has the rest.
letters=U+0020-007E,U+00A0,U+00AB,U+00B7,U+00BB,U+00C0-00C3,U+00C8-00CA,U+00CC,U+00CD,U+00D2-00D5,U+00D7,U+00D9
letters=$letters,U+00DA,U+00DD,U+00E0-00E3,U+00E8-00EA,U+00EC,U+00ED,U+00F2-00F5,U+00F9,U+00FA,U+00FD
letters=$letters,U+2013,U+2014,U+2018-201D,U+2026,U+2212
for weight in 400 600; do
    tools/bin/pyftsubset "text/files/be-vietnam-pro-latin-$weight-normal.woff2" --unicodes="$letters" \
        --layout-features=kern,mark,mkmk,ccmp,locl --flavor=woff2 \
        --output-file="$out/be-vietnam-pro-latin-$weight.woff2"
    cp "text/files/be-vietnam-pro-vietnamese-$weight-normal.woff2" \
        "$out/be-vietnam-pro-vietnamese-$weight.woff2"
done

# Figures only: Be Vietnam Pro's digits have many widths, Inter's line up with tnum.
tools/bin/pyftsubset figures/files/inter-latin-wght-normal.woff2 \
    --unicodes=U+0020,U+0025,U+0028,U+0029,U+002B-003A,U+00A0,U+2013,U+2212,U+2026 \
    --layout-features=tnum --flavor=woff2 --output-file="$out/inter-figures.woff2"

cp text/LICENSE "$out/LICENSE-be-vietnam-pro.txt"
cp figures/LICENSE "$out/LICENSE-inter.txt"
cd "$out"
sha256sum ./*.woff2 | tee SHA256SUMS
