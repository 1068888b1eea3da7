"""Every text can be read and translated, and the English catalogue is complete."""

import re

from django.conf import settings

from core import catalogues


def test_every_marked_text_can_be_put_in_a_catalogue_that_compiles():
    messages = catalogues.extract(settings.BASE_DIR)
    for language in catalogues.LANGUAGES:
        catalogue = catalogues.updated(
            catalogues.read(catalogues.catalogue_path(settings.BASE_DIR, language)), messages
        )
        assert len(catalogue) == len(messages)
        assert catalogue.to_binary()


def test_no_catalogue_has_a_text_twice():
    for language in catalogues.LANGUAGES:
        catalogue = catalogues.read(catalogues.catalogue_path(settings.BASE_DIR, language))
        keys = [(entry.msgctxt, entry.msgid) for entry in catalogue]
        assert len(keys) == len(set(keys))


def test_every_text_is_marked_and_translated():
    """Run «manage.py vertalingen» and translate what it adds; another placeholder is an error in one language only."""
    assert [str(problem) for problem in catalogues.problems(settings.BASE_DIR)] == []


def in_english():
    catalogue = catalogues.read(catalogues.catalogue_path(settings.BASE_DIR, "en"))
    return [text for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values())]


def test_english_says_neighbourhood_for_wijk():
    """An English reader gets one word for it; only a placeholder or a path may be called «wijk»."""
    plain = [re.sub(r"%\(\w+\)[sd]|\{\w*\}|/\S+", "", text) for text in in_english()]
    assert [text for text in plain if re.search(r"\bwijk(en)?\b", text, re.IGNORECASE)] == []


def test_english_quotes_as_english_does():
    assert [text for text in in_english() if re.search(r"[«»„]", text)] == []
