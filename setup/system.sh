#!/usr/bin/env bash
# Installs the system packages that are missing. With --tests also the browser that the tests drive.
# Does nothing, in milliseconds, when all are there. Where it may not install, it prints the command that does.
set -euo pipefail

with_tests=no
[ "${1:-}" = "--tests" ] && with_tests=yes

has() { command -v "$1" >/dev/null 2>&1; }
has_headers() {
    "$PYTHON" -c 'import os, sys, sysconfig
sys.exit(not os.path.exists(os.path.join(sysconfig.get_paths()["include"], "Python.h")))'
}
has_venv() { "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; }
has_style() { has kpsewhich && kpsewhich "$1" >/dev/null; }
has_fonts() { has fc-list && [ -n "$(fc-list : family 2>/dev/null | head -n 1)" ]; }
has_browser() {
    has chromium || has chromium-browser || has google-chrome || [ -d "/Applications/Google Chrome.app" ]
}

PYTHON=${PYTHON:-python3}
debian=() fedora=() macos=() casks=()
need() { # Debian's packages, Fedora's, Homebrew's
    local names
    read -ra names <<<"$1" && debian+=("${names[@]}")
    read -ra names <<<"$2" && fedora+=("${names[@]}")
    case $3 in
    "--cask "*) casks+=("${3#--cask }") ;;
    ?*) macos+=("$3") ;;
    esac
}

has cc || need "gcc libc6-dev" "gcc" ""
has pkg-config || need "pkg-config" "pkgconf-pkg-config" "pkg-config"
{ has pkg-config && pkg-config --exists cairo; } || need "libcairo2-dev" "cairo-devel" "cairo"
{ has pkg-config && pkg-config --exists pangocairo; } || need "libpango1.0-dev" "pango-devel" "pango"
has_headers || need "python3-dev" "python3-devel" "python@3.12"
has_venv || need "python3-venv" "python3" "python@3.12"
has latex || need "texlive-latex-base" "texlive-latex texlive-amsmath" "--cask mactex-no-gui"
{ has_style standalone.cls && has_style preview.sty; } ||
    need "texlive-latex-extra" "texlive-collection-latexextra" "--cask mactex-no-gui"
{ has_style ecrm1000.tfm && has_style rsfs10.tfm; } ||
    need "texlive-fonts-recommended" "texlive-collection-fontsrecommended" "--cask mactex-no-gui"
has dvisvgm || need "dvisvgm" "texlive-dvisvgm" "--cask mactex-no-gui"
has_fonts || need "fontconfig fonts-dejavu" "fontconfig dejavu-sans-fonts dejavu-sans-mono-fonts" ""
if [ $with_tests = yes ]; then
    has_browser || need "chromium" "chromium" "--cask google-chrome"
fi

unique() { printf '%s\n' "$@" | awk 'NF && !seen[$0]++' | paste -sd ' ' -; }

[ ${#debian[@]} -eq 0 ] && exit 0

missing=$(unique "${debian[@]}")
root=()
[ "$(id -u)" -eq 0 ] || root=(sudo)
may_install() {
    has apt-get || return 1
    [ "$(id -u)" -eq 0 ] && return 0
    # Ask for a password only where somebody can type it.
    has sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }
}

if may_install; then
    echo "Installing what is missing: $missing"
    # shellcheck disable=SC2086 # one word a package
    if ${root[@]+"${root[@]}"} apt-get update -qq &&
        ${root[@]+"${root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing; then
        exit 0
    fi
    echo "apt could not install all of it; its messages are above." >&2
fi

{
    echo "System packages are missing. Install them, then run the same command again."
    echo
    echo "  Debian/Ubuntu:  sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing"
    echo "  Fedora:         sudo dnf install -y $(unique "${fedora[@]}")"
    brew=()
    [ ${#macos[@]} -eq 0 ] || brew+=("brew install $(unique "${macos[@]}")")
    [ ${#casks[@]} -eq 0 ] || brew+=("brew install --cask $(unique "${casks[@]}")")
    [ ${#brew[@]} -eq 0 ] || printf '  macOS:          %s\n' "${brew[@]}"
} >&2
exit 1
