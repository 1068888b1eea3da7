"""Every text can be read and translated. That the English catalogue is complete is `make check` (vertalingen --check)."""

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


def test_no_translation_has_other_placeholders_than_its_source():
    """A wrong placeholder is an error on the page in one language only."""
    wrong = [p for p in catalogues.problems(settings.BASE_DIR) if "other placeholders" in p.what]
    assert wrong == []
