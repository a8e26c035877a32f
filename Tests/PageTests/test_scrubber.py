"""A figure at several moments of training: a slider that the keyboard moves, and small multiples without scripts."""

import pytest
from conftest import DESKTOP, NAMES, PHONE, SITE

WITH_SCRUBBERS = [name for name in NAMES if 'class="scrubber"' in (SITE / name).read_text()]
each_page_with_one = pytest.mark.parametrize("name", WITH_SCRUBBERS)

VISIBLE = "e => [...e.querySelectorAll('.moment')].map((m, i) => m.checkVisibility({visibilityProperty: true}) ? i : -1).filter(i => i >= 0)"


def test_some_lesson_has_one():
    assert WITH_SCRUBBERS


@each_page_with_one
@pytest.mark.parametrize("view", [PHONE, DESKTOP], ids=["390", "1280"])
def test_the_keyboard_walks_through_the_moments_and_nothing_moves(opened, name, view):
    page = opened(name, view=view)
    for scrubber in page.locator(".scrubber").all():
        slider = scrubber.get_by_role("slider", name=scrubber.locator("label").text_content(), exact=True)
        moments = scrubber.locator(".moment")
        last = moments.count() - 1
        places = "e => [document.documentElement.scrollHeight, e.getBoundingClientRect().height]"
        before = scrubber.evaluate(places)
        slider.focus()
        for key, place in [
            ("Home", 0), ("ArrowRight", 1), ("ArrowUp", 2), ("ArrowLeft", 1), ("ArrowDown", 0), ("ArrowLeft", 0),
            ("End", last), ("ArrowRight", last),
        ]:
            page.keyboard.press(key)
            assert scrubber.evaluate(VISIBLE) == [place], key
            assert slider.get_attribute("aria-valuetext") == moments.nth(place).locator("title").text_content()
            # The picture's sentence is spoken where the slider has moved.
            if key != "ArrowLeft" or place > 0:
                spoken = scrubber.locator("output").text_content()
                assert spoken in ("", moments.nth(place).locator("desc").text_content())
        assert scrubber.locator("output").text_content() == moments.nth(last).locator("desc").text_content()
        assert scrubber.evaluate(places) == before


@each_page_with_one
def test_it_begins_at_the_end(opened, name):
    page = opened(name)
    for scrubber in page.locator(".scrubber").all():
        last = scrubber.locator(".moment").count() - 1
        assert scrubber.evaluate(VISIBLE) == [last]
        slider = scrubber.locator("input")
        assert slider.input_value() == str(last)
        assert slider.get_attribute("aria-valuetext") == scrubber.locator(".moment title").nth(last).text_content()


@each_page_with_one
@pytest.mark.parametrize("scripts", [True, False], ids=["paper", "no-scripts"])
def test_without_scripts_and_on_paper_moments_stand_side_by_side(opened, name, scripts):
    page = opened(name, scripts=scripts)
    if scripts:
        page.emulate_media(media="print")
    for scrubber in page.locator(".scrubber").all():
        assert scrubber.locator("input:visible").count() == 0
        last = scrubber.locator(".moment").count() - 1
        shown = scrubber.evaluate(VISIBLE)
        assert shown[0] == 0 and shown[-1] == last
        assert len(shown) == min(6, last + 1)


@each_page_with_one
def test_the_list_of_figures_names_it_by_what_its_moments_share(opened, name):
    titles = opened("figures.html").locator(f"main li a[href^='{name}#']").all_inner_texts()
    for label in opened(name).locator(".scrubber label").all_text_contents():
        assert label in titles


@each_page_with_one
def test_no_moment_is_there_twice(opened, name):
    page = opened(name)
    for scrubber in page.locator(".scrubber").all():
        assert scrubber.locator("svg").count() == scrubber.locator(".moment").count()


@each_page_with_one
def test_nothing_glides(opened, name):
    """There is no motion that a reader would have to ask to be spared."""
    page = opened(name)
    moving = page.evaluate(
        """[...document.querySelectorAll('.scrubber, .scrubber *')].filter(e => {
            const style = getComputedStyle(e);
            return style.transitionDuration !== '0s' || style.animationName !== 'none';
        }).length"""
    )
    assert moving == 0
