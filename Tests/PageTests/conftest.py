"""What the tests of the pages share: the browser, the pages, and ways of opening them.

The pages are opened as files, as a student opens them, in the system's own Chromium.
"""

import os
import pathlib
import re
import shutil
import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
SITE = pathlib.Path(os.environ.get("WORKBOOK_SITE", ROOT / "site")).resolve()
NAMES = sorted(path.name for path in SITE.glob("*.html"))

PHONE = {"width": 390, "height": 844}
NARROWEST = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}

each_page = pytest.mark.parametrize("name", NAMES)


def pytest_configure(config):
    if not NAMES:
        raise pytest.UsageError(f"{SITE} has no pages; run `make pages` first")


def pytest_terminal_summary(terminalreporter):
    """A lesson's page should stay under 300 kB; one that does not is told of, not forbidden."""
    for path in (SITE / name for name in NAMES):
        if path.stat().st_size > 300_000:
            terminalreporter.write_line(f"{path.name} has {path.stat().st_size // 1000} kB; it should have less than 300")


@pytest.fixture(scope="session")
def launch():
    """Starts a browser."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.exit("there is no Chromium; install the package `chromium`, or name the program in CHROMIUM", 2)
    with sync_playwright() as driver:
        yield lambda: driver.chromium.launch(executable_path=program)


@pytest.fixture
def browser(launch, running=[]) -> Browser:
    """One browser for all tests; after one that it did not survive, another."""
    if not running or not running[-1].is_connected():
        running.append(launch())
    return running[-1]


@pytest.fixture
def opened(browser):
    """Opens a page of the site, or of another folder, as a reader with these habits: `opened("index.html", scheme="dark")`.

    Pages that are opened with the same `reader` share what that browser remembers.
    """
    contexts = []

    def open_page(name: str, folder=SITE, view=DESKTOP, scheme="light", scripts=True, reader=None, early="") -> Page:
        context = reader or browser.new_context(
            viewport=view, color_scheme=scheme, java_script_enabled=scripts, reduced_motion="no-preference"
        )
        if context not in contexts:
            contexts.append(context)
        page = context.new_page()
        # What the page complained of and asked for, for the tests that want to know.
        page.complaints = []
        page.asked_for = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.asked_for.append(request.url))
        page.on("requestfailed", lambda request: page.complaints.append(f"{request.url} {request.failure}"))
        if early:
            page.add_init_script(early)
        page.goto((folder / name).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def everything(tmp_path_factory) -> pathlib.Path:
    """The site of a small book in which a lesson has everything that lessons can have."""
    folder = tmp_path_factory.mktemp("everything")
    program = ROOT / ".build/release/workbook"
    if not program.exists():
        pytest.exit(f"{program} is missing; run `make build` first", 2)
    shutil.copytree(ROOT / "Tests/PageTests/Book", folder, dirs_exist_ok=True)
    done = subprocess.run([program, "build"], cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def open_folds(page: Page):
    """Opens every fold of the page, so that what is in them is tested too."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")


def faults_found_by_axe(page: Page) -> list[str]:
    """What the accessibility engine axe-core objects to, with a few of the places."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{fault['id']}: {fault['help']}: {node['html'][:160]} {node['failureSummary']}"
        for fault in found
        for node in fault["nodes"][:3]
    ]


def words(text: str) -> str:
    """The text without blanks and line ends: where lines break is no matter."""
    return re.sub(r"\s+", "", text)
