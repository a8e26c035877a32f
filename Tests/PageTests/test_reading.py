"""What a reader does with the pages: searches, copies, chooses colours, marks what has been read."""

import re

import pytest
from conftest import DESKTOP, PHONE, SITE, faults_found_by_axe

LESSONS = sorted(path.name for path in SITE.glob("lesson*.html"))
FIRST, SECOND = LESSONS[:2]


@pytest.fixture
def reader(browser):
    """A browser that remembers what pages store, and lets them write to its clipboard."""
    context = browser.new_context(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


# Search

def test_search_finds_a_word_by_typing_and_enter_goes_there(opened):
    page = opened("index.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "page.search"
    page.keyboard.type("gradient")
    first = page.locator(".results a").first
    first.wait_for()
    assert "gradient" in first.inner_text().lower()
    assert re.search(r"\d+ places?", page.locator(".results [role=status]").inner_text())
    address = first.evaluate("a => a.href")
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    assert page.evaluate("document.querySelector(':target') || document.querySelector('h1')")


def test_results_are_walked_with_arrows_and_left_with_escape(opened):
    page = opened(FIRST)
    page.locator("[type=search]").fill("neuron")
    page.locator(".results a").nth(1).wait_for()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.querySelectorAll('.results a')[1]")
    assert faults_found_by_axe(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "page.search"
    assert not page.locator(".results").is_visible()


def test_what_is_nowhere_is_said_to_be_nowhere(opened):
    page = opened("index.html")
    page.locator("[type=search]").fill("zzzzzz")
    page.get_by_text("Nothing found.").wait_for()


# Colours

def test_the_chosen_colours_hold_on_the_next_page_before_it_is_drawn(opened, reader):
    page = opened("index.html", reader=reader)
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_label("Light or dark").select_option("dark")
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert dark != light
    assert faults_found_by_axe(page) == []
    # The moment the body begins, nothing has been drawn yet.
    next_page = opened(
        FIRST, reader=reader,
        early="""new MutationObserver((_, observer) => {
            if (!document.body) return;
            window.themeAtStart = document.documentElement.dataset.theme;
            observer.disconnect();
        }).observe(document, {childList: true, subtree: true});""",
    )
    assert next_page.evaluate("themeAtStart") == "dark"
    assert next_page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark
    assert next_page.get_by_label("Light or dark").input_value() == "dark"
    next_page.get_by_label("Light or dark").select_option("")
    assert opened(FIRST, reader=reader).evaluate("document.documentElement.dataset.theme ?? null") is None


def test_paper_is_white_whatever_has_been_chosen(opened):
    page = opened(FIRST, scheme="dark")
    page.get_by_label("Light or dark").select_option("dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="light")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


# Cells

def test_the_copy_button_takes_the_code_without_hidden_lines(opened, everything, reader):
    page = opened("lesson01-everything.html", folder=everything, reader=reader)
    cell = page.locator("[id='cell.first']")
    cell.hover()
    cell.get_by_role("button", name="Copy the code").click()
    cell.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0].startswith("let visible = 1 //")
    assert copied.splitlines()[1:] == ["print(visible)"]
    assert "concealed" not in page.content()


def test_every_cell_with_code_has_its_copy_button(opened):
    page = opened(FIRST)
    assert page.locator(".code .copy").count() == page.locator("figure.cell code").count() > 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_long_output_stands_in_a_box_that_opens_whole(opened, everything, scripts):
    page = opened("lesson01-everything.html", folder=everything, scripts=scripts)
    box = page.get_by_role("region", name="Output of cell 2")
    bounded = box.bounding_box()["height"]
    assert box.evaluate("e => e.scrollHeight") > bounded + 50
    # The keyboard scrolls it.
    box.focus()
    page.keyboard.press("End")
    # Asked from outside: where scripts are off, the page cannot wait by itself.
    for _ in range(50):
        if box.evaluate("e => e.scrollTop") > 0:
            break
        page.wait_for_timeout(100)
    assert box.evaluate("e => e.scrollTop") > 0
    page.get_by_label("Show all 30 lines").check()
    assert box.bounding_box()["height"] > bounded + 50


def test_the_keyboard_passes_boxes_that_have_nothing_to_scroll(opened, everything):
    page = opened("lesson01-everything.html", folder=everything)
    page.wait_for_timeout(200)
    assert page.locator("[id='cell:3'] pre").first.get_attribute("tabindex") in (None, "0")
    short = page.locator("figure.sketch pre")
    assert short.get_attribute("tabindex") is None
    assert page.get_by_role("region", name="Output of cell 2").get_attribute("tabindex") == "0"
    page.set_viewport_size({"width": 320, "height": 640})
    page.wait_for_function("document.querySelector('.formula').tabIndex === 0")


# The book around the lesson

def test_the_contents_stay_in_sight_and_follow_the_reader(opened):
    for scripts in (True, False):
        page = opened(FIRST, scripts=scripts)
        page.evaluate("scrollTo({top: document.body.scrollHeight / 2, behavior: 'instant'})")
        box = page.locator("nav.contents").bounding_box()
        assert 0 <= box["y"] < DESKTOP["height"] / 2
        if scripts:
            page.wait_for_selector("nav.contents a[aria-current=location]")
            place = page.locator("nav.contents a[aria-current=location]").get_attribute("href")
            top = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", place[1:])
            assert top <= DESKTOP["height"] / 3


def test_asides_stand_in_the_margin_and_fold_into_the_text_where_there_is_none(opened, everything):
    page = opened("lesson01-everything.html", folder=everything)
    aside, text = page.locator(".note-note"), page.locator("article > p").first
    assert aside.bounding_box()["x"] >= text.bounding_box()["x"] + text.bounding_box()["width"] - 200
    assert abs(aside.bounding_box()["y"] - text.bounding_box()["y"]) < 60
    page.set_viewport_size(PHONE)
    assert aside.bounding_box()["y"] + aside.bounding_box()["height"] <= text.bounding_box()["y"]
    assert abs(aside.bounding_box()["x"] - text.bounding_box()["x"]) < 2


def test_every_lesson_names_its_neighbours(opened):
    titles = [opened(name).locator("h1").inner_text() for name in (FIRST, SECOND)]
    first, second = opened(FIRST), opened(SECOND)
    assert titles[1] in first.locator("a[rel=next]").inner_text()
    assert titles[0] in second.locator("a[rel=prev]").inner_text()
    assert first.locator("a[rel=prev]").count() == 0


def test_what_is_read_and_tried_is_remembered_and_can_be_forgotten(opened, reader):
    index = opened("index.html", reader=reader)
    assert "remembered in this browser" in index.locator("p.progress").inner_text()

    lesson = opened(FIRST, reader=reader)
    lesson.get_by_label("Tried").first.check()
    assert not lesson.get_by_label("I have read this lesson").is_checked()
    for heading in lesson.locator("article h2").all():
        heading.scroll_into_view_if_needed()
        lesson.wait_for_timeout(40)
    lesson.wait_for_function("document.querySelector('.end input').checked")

    index.reload()
    count = index.locator("li[data-lesson]").count()
    assert index.locator("p.progress").inner_text().startswith(f"You have read 1 of {count} lessons.")
    exercises = index.locator("li[data-lesson]").first.get_attribute("data-exercises")
    assert f"read, 1 of {exercises} exercises tried" in index.locator("li[data-lesson]").first.inner_text()
    assert faults_found_by_axe(index) == []
    assert index.evaluate("Object.keys(localStorage)") == ["workbook.progress"]

    index.on("dialog", lambda dialog: dialog.accept())
    index.get_by_role("button", name="Forget this").click()
    assert index.locator("p.progress").inner_text() == "All is forgotten."
    assert index.evaluate("localStorage.length") == 0
    assert "tried" not in index.locator("li[data-lesson]").first.inner_text()
    lesson.reload()
    assert not lesson.get_by_label("Tried").first.is_checked()


def test_a_page_that_may_not_remember_still_works(opened):
    page = opened(
        FIRST,
        early="Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('denied', 'SecurityError'); }})",
    )
    assert page.complaints == []
    assert page.locator("[data-added] input").count() == 0
    page.get_by_label("Light or dark").select_option("dark")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_figures_are_listed_and_the_list_leads_to_them(opened):
    page = opened("figures.html")
    link = page.locator("main li a").first
    text = link.inner_text()
    link.click()
    page.wait_for_url("**#figure.1")
    assert page.locator("figure:target").count() == 1
    assert text[:40] in page.locator("figure:target").text_content()

