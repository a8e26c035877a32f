"""What holds on every page, whatever it shows."""

import re
import subprocess
import unicodedata
from urllib.parse import unquote

from conftest import NARROWEST, PHONE, SITE, each_page, faults_found_by_axe, open_folds, words

INTERACTIVE = "a[href], button, input, select, textarea, summary, [tabindex='0']"


@each_page
def test_nothing_is_complained_of_and_nothing_outside_is_asked_for(opened, name):
    page = opened(name)
    page.locator("[type=search]").focus()
    page.wait_for_function("window.workbookSections")
    assert page.complaints == []
    assert [url for url in page.asked_for if not url.startswith(SITE.as_uri() + "/")] == []


@each_page
def test_a_narrow_window_needs_no_scrolling_sideways(opened, name):
    page = opened(name, view=PHONE)
    open_folds(page)
    for view in (PHONE, NARROWEST):
        page.set_viewport_size(view)
        wide = page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth ? [] :
                [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
                    .slice(0, 5).map(e => e.outerHTML.slice(0, 200))"""
        )
        assert wide == []
        assert page.evaluate("document.documentElement.scrollWidth") <= view["width"]


@each_page
def test_formulas_on_lines_of_their_own_break_where_a_phone_has_no_room(opened, name):
    page = opened(name, view=PHONE)
    open_folds(page)
    wide = page.evaluate(
        """[...document.querySelectorAll('.formula, figure.worked .scroll')]
            .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 400))"""
    )
    assert wide == []


@each_page
def test_no_word_breaks_in_a_cell_and_no_sign_leaves_its_formula(opened, name):
    page = opened(name, view=PHONE)
    open_folds(page)
    broken = page.evaluate(
        """() => {
            const found = [];
            for (const cell of document.querySelectorAll('main :is(td, th)')) {
                const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
                while (texts.nextNode()) {
                    for (const word of texts.currentNode.data.matchAll(/[^\\s\u2010-\u2014/-]+/g)) {
                        const range = new Range();
                        range.setStart(texts.currentNode, word.index);
                        range.setEnd(texts.currentNode, word.index + word[0].length);
                        if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) found.push(word[0]);
                    }
                }
            }
            for (const glued of document.querySelectorAll('.glued'))
                if (glued.getClientRects().length > 1) found.push(glued.outerHTML.slice(0, 200));
            return found;
        }"""
    )
    assert broken == []


@each_page
def test_the_accessibility_engine_finds_nothing(opened, name):
    page = opened(name)
    open_folds(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert faults_found_by_axe(page) == [], scheme


@each_page
def test_the_keyboard_reaches_everything_in_the_order_of_the_page(opened, name):
    page = opened(name)
    open_folds(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.localName") == "main"

    # Once more from the top, noting every stop and whether one can see it.
    page.goto(page.url.split("#")[0])
    open_folds(page)
    page.wait_for_timeout(100)
    page.evaluate(
        """selector => {
            window.all = [...document.querySelectorAll(selector)].filter(e => e.checkVisibility() && !e.disabled);
            window.stops = [];
            window.unseen = [];
            addEventListener('focusin', event => {
                const e = event.target, style = getComputedStyle(e);
                stops.push(all.indexOf(e));
                const box = e.getBoundingClientRect();
                if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 || box.width === 0)
                    unseen.push(e.outerHTML.slice(0, 160));
            });
        }""",
        INTERACTIVE,
    )
    count = page.evaluate("all.length")
    # Chromium stops at a few boxes more: those that scroll and hold nothing else to stop at.
    for presses in range(count + 30):
        page.keyboard.press("Tab")
        if presses >= count - 1 and page.evaluate("stops.includes(all.length - 1)"):
            break
    stops = [stop for stop in page.evaluate("stops") if stop >= 0]
    assert page.evaluate("unseen") == []
    missed = sorted(set(range(count)) - set(stops))
    assert page.evaluate("places => places.slice(0, 5).map(i => all[i].outerHTML.slice(0, 160))", missed) == []
    assert stops == sorted(stops)


@each_page
def test_without_scripts_everything_can_be_read(opened, name):
    plain, scripted = opened(name, scripts=False), opened(name)
    for page in (plain, scripted):
        open_folds(page)
    article = "[...document.querySelectorAll('main article, main > .title, main > dl')].map(e => e.textContent).join('')"
    scripts_add = "document.querySelectorAll('[data-added]').forEach(e => e.remove())"
    scripted.evaluate(scripts_add)
    assert words(plain.evaluate(article)) == words(scripted.evaluate(article))
    assert plain.locator(":is(button, input:not(.whole > input), select, form):visible").count() == 0
    # A fold opens by itself.
    plain.reload()
    fold = plain.query_selector("article details:not([open]) > summary")
    if fold:
        fold.click()
        assert fold.evaluate("e => e.parentElement.open")


@each_page
def test_paper_has_everything(opened, name, tmp_path):
    page = opened(name)
    wanted = page.evaluate(
        """() => {
            document.querySelectorAll('main [data-added]').forEach(e => e.remove());
            return [...document.querySelectorAll('main :is(h1, h2, p, li, pre, summary, figcaption)')]
                .filter(e => !e.closest('.data, nav, math, .unseen, .progress') && !e.querySelector('math, svg'))
                .map(e => e.textContent.trim().split('\\n').pop().slice(-60)).filter(Boolean);
        }"""
    )
    assert wanted
    printed = pressed(on_paper(page, tmp_path))
    # A page may end within what is looked for: then both its halves are there.
    missing = [text for text in wanted if pressed(text) not in printed and not is_parted(pressed(text), printed)]
    assert missing == []


@each_page
def test_no_sheet_is_used_for_a_few_lines(opened, name, tmp_path):
    # What must stay whole moves to a new page; what only follows it must not be left there alone.
    *sheets, _last, _after = on_paper(opened(name), tmp_path).split("\f")
    assert [number for number, sheet in enumerate(sheets, 1) if len(sheet.splitlines()) < 10] == []


def on_paper(page, folder) -> str:
    """The text of the printed page; each sheet ends with a form feed."""
    pdf = folder / "page.pdf"
    page.pdf(path=pdf, format="A4", prefer_css_page_size=True)
    return subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout


def pressed(text: str) -> str:
    """Without blanks, ligatures, soft hyphens: fonts and line breaks differ."""
    return words(unicodedata.normalize("NFKC", text)).replace("\u00ad", "").replace("\f", "")


def is_parted(text: str, printed: str) -> bool:
    return any(text[:cut] in printed and text[cut:] in printed for cut in range(4, len(text) - 3))


@each_page
def test_nothing_moves_while_the_page_loads(opened, name):
    page = opened(
        name,
        early="""window.shifts = [];
            new PerformanceObserver(list => list.getEntries().forEach(e => shifts.push(
                [e.value, ...e.sources.map(s => s.node && (s.node.outerHTML || s.node.textContent).slice(0, 120))])))
                .observe({type: 'layout-shift', buffered: true});""",
    )
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    assert page.evaluate("shifts") == []


@each_page
def test_links_lead_somewhere(opened, name):
    page = opened(name)
    for address in sorted(set(page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)"))):
        if not address.startswith("file:"):
            assert re.match(r"https?://|mailto:", address), address
            continue
        path, _, anchor = address.partition("#")
        assert path.startswith(SITE.as_uri()), address
        file = SITE / path.removeprefix(SITE.as_uri() + "/")
        assert file.is_file(), address
        if anchor:
            assert f'id="{unquote(anchor)}"' in text_of(file), address


def text_of(file, texts={}):
    if file not in texts:
        texts[file] = file.read_text()
    return texts[file]
