"""The settings by keyboard alone."""

from __future__ import annotations

from tests.ui.keyboard import check_keyboard, name
from tests.ui.settings.conftest import Study


def keys(study: Study) -> list[str]:
    return [view.page.key for view in study.settings.views]


def test_every_page_of_the_settings_is_gone_through_from_top_to_bottom(study: Study) -> None:
    settings = study.settings
    # With something to put back on it, a row has one control more.
    study.core.settings.update(threads=3, context=1024)
    for key in keys(study):
        settings.show_page(key)
        study.qtbot.waitUntil(lambda: all(view.built for view in settings.views))

        visited = check_keyboard(study.qtbot, settings)

        # The search and the list of pages stand before every page.
        assert [name(each) for each in visited[:2]] == ["Search the settings", "Pages"], key
        assert len(visited) > 2, key
