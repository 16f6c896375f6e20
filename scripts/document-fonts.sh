#!/bin/sh
# Copies the fonts of crates/documents/fonts from the packages named below, and prints their SHA-256.
# Run by hand when a version is raised; the results are committed, so no build needs this or node.
set -eu
text=@expo-google-fonts/be-vietnam-pro@0.4.1
figures=@expo-google-fonts/inter@0.4.2

root=$(cd "$(dirname "$0")/.." && pwd)
out=$root/crates/documents/fonts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "$text" "$figures" >/dev/null
mkdir text figures
tar xzf expo-google-fonts-be-vietnam-pro-*.tgz -C text --strip-components=1
tar xzf expo-google-fonts-inter-*.tgz -C figures --strip-components=1
cp text/400Regular/BeVietnamPro_400Regular.ttf "$out/BeVietnamPro-Regular.ttf"
cp text/400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf "$out/BeVietnamPro-Italic.ttf"
cp text/700Bold/BeVietnamPro_700Bold.ttf "$out/BeVietnamPro-Bold.ttf"
cp figures/400Regular/Inter_400Regular.ttf "$out/Inter-Regular.ttf"
cp figures/700Bold/Inter_700Bold.ttf "$out/Inter-Bold.ttf"
cp text/LICENSE_FONT "$out/LICENSE-be-vietnam-pro.txt"
cp figures/LICENSE_FONT "$out/LICENSE-inter.txt"
cd "$out"
sha256sum ./*.ttf | tee SHA256SUMS
