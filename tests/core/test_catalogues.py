import gettext as stdlib_gettext

import polib
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core import catalogues
from core.catalogues import Message, python_messages, template_messages

PAGE = """{% extends "base.html" %}
{% comment %}niets te zien{% endcomment %}
<h1 title="{% translate "Titel" %}">{% translate "Dag" %} {{ naam }} – 3 × ({{ n }})</h1>
<c-button label="{% translate 'Opslaan' %}">{% translate "Ja, dit klopt (echt)" %}</c-button>
{% blocktranslate count n=teller with wie=user.naam %}{{ wie }} telde {{ n }} mens{% plural %}{{ wie }} telde {{ n }} mensen{% endblocktranslate %}
{% blocktranslate trimmed context "groet" %}
  Tot
  ziens, 100 %
{% endblocktranslate %}
<script>var x = "geen tekst";</script>
"""
CODE = """
from django.utils.translation import gettext_lazy as _, ngettext
class Form:
    titel = _("Titel")
    lang = _("Een zin "
             "over twee regels")
def f(n):
    return ngettext("%(n)s dag", "%(n)s dagen", n) % {"n": n}
def g(): return pgettext("periode", "tot")
def h(tekst): return gettext(tekst)
"""


@pytest.fixture
def root(tmp_path, settings):
    """A house of one room with one page and one module."""
    settings.ROOMS = ["kamer"]
    (tmp_path / "kamer" / "migrations").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / "kamer" / "forms.py").write_text(CODE)
    (tmp_path / "kamer" / "migrations" / "0001.py").write_text('x = _("in een migratie")')
    (tmp_path / "templates" / "page.html").write_text(PAGE)
    settings.BASE_DIR = tmp_path
    return tmp_path


def read(root):
    return catalogues.read(catalogues.catalogue_path(root, "en"))


def translate_all(root):
    path = catalogues.catalogue_path(root, "en")
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in catalogue:
        entry.msgstr = "" if entry.msgid_plural else entry.msgid
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    catalogue.save(str(path))
    return catalogue


def test_every_marked_text_of_a_template_is_found():
    assert sorted(template_messages(PAGE)) == [
        Message("%(wie)s telde %(n)s mens", "%(wie)s telde %(n)s mensen"),
        Message("Dag"),
        Message("Ja, dit klopt (echt)"),
        Message("Opslaan"),
        Message("Titel"),
        Message("Tot ziens, 100 %%", context="groet"),
    ]


def test_every_marked_text_of_python_is_found():
    assert sorted(python_messages(CODE)) == [
        Message("%(n)s dag", "%(n)s dagen"),
        Message("Een zin over twee regels"),
        Message("Titel"),
        Message("tot", context="periode"),
    ]


def test_a_text_put_together_while_running_is_refused():
    with pytest.raises(catalogues.CannotTranslateError, match="line 1"):
        list(python_messages('gettext(f"Dag {naam}")'))


def test_an_update_keeps_translations_and_drops_what_is_gone(root):
    catalogues.update(root, "en")
    translate_all(root)
    (root / "templates" / "page.html").write_text('{% translate "Dag" %}{% translate "Nieuw" %}')
    assert catalogues.update(root, "en") == (6, 1)
    texts = {entry.msgid: entry.msgstr for entry in read(root)}
    assert (texts["Dag"], texts["Nieuw"], "Opslaan" in texts) == ("Dag", "", False)


def test_a_catalogue_is_sorted_and_says_no_lines_or_dates(root):
    catalogues.update(root, "en")
    path = catalogues.catalogue_path(root, "en")
    content = path.read_text()
    msgids = [entry.msgid for entry in read(root)]
    assert msgids == sorted(msgids)
    assert "#:" not in content
    assert "Date" not in content
    catalogues.update(root, "en")
    assert path.read_text() == content


def test_a_whole_catalogue_has_no_problems(root):
    catalogues.update(root, "en")
    translate_all(root)
    assert catalogues.problems(root) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda entry: setattr(entry, "msgstr", ""), "«Titel» is not translated in en"),
        (lambda entry: entry.flags.append("fuzzy"), "«Titel» is fuzzy in en"),
        (lambda entry: setattr(entry, "msgstr", "Title %(n)s"), "«Titel» has other placeholders in en"),
        (lambda entry: setattr(entry, "msgid", "Oud"), "«Oud» is used nowhere"),
        (lambda entry: setattr(entry, "msgid", "Oud"), "«Titel» is missing in en"),
    ],
)
def test_a_text_that_is_not_right_is_a_problem(root, change, problem):
    catalogues.update(root, "en")
    catalogue = translate_all(root)
    change(catalogue.find("Titel"))
    catalogue.save(str(catalogues.catalogue_path(root, "en")))
    assert problem in [found.what for found in catalogues.problems(root)]


def test_a_plural_must_keep_the_placeholders_of_one_of_its_forms(root):
    catalogues.update(root, "en")
    catalogue = translate_all(root)
    entry = catalogue.find("%(n)s dag")
    entry.msgstr_plural = {0: "one day", 1: "%(n)s days"}
    catalogue.save(str(catalogues.catalogue_path(root, "en")))
    assert catalogues.problems(root) == []
    entry.msgstr_plural = {0: "one day", 1: "%(x)s days"}
    catalogue.save(str(catalogues.catalogue_path(root, "en")))
    assert [found.what for found in catalogues.problems(root)] == ["«%(n)s dag» has other placeholders in en"]


@pytest.mark.parametrize(
    "page",
    [
        "<p>Dag allemaal</p>",
        '<img alt="Een foto">',
        '<input placeholder="{{ x }} zoek">',
        '<c-card title="Mijn week" />',
        "{% if x %}Ja hoor{% endif %}",
    ],
)
def test_unmarked_text_on_a_page_is_a_problem(root, page):
    (root / "templates" / "page.html").write_text(f"\n{page}")
    found = list(catalogues.unmarked_in_template(root / "templates" / "page.html", root))
    assert [problem.where for problem in found] == ["templates/page.html:2"]


@pytest.mark.parametrize(
    "page",
    [
        "{# Dag allemaal #}",
        "<!-- Dag allemaal -->",
        "<code>manage.py demo</code>",
        "{% block body_class %}vu-wide{% endblock %}",
        "VoorUit · 3 × 4 – {{ n }} %",
        '<div class="vu-card" id="kop" aria-hidden="true"></div>',
        "{% blocktranslate %}Dag <b>allemaal</b>{% endblocktranslate %}",
    ],
)
def test_what_nobody_reads_as_dutch_needs_no_mark(root, page):
    (root / "templates" / "page.html").write_text(page)
    assert list(catalogues.unmarked_in_template(root / "templates" / "page.html", root)) == []


def test_unmarked_text_of_a_mail_is_a_problem(root):
    (root / "templates" / "mail.txt").write_text('{% translate "Dag" %}\n\nTot ziens')
    found = list(catalogues.unmarked_in_template(root / "templates" / "mail.txt", root))
    assert [problem.where for problem in found] == ["templates/mail.txt:3"]


def test_an_unmarked_label_or_refusal_in_python_is_a_problem(root):
    path = root / "kamer" / "forms.py"
    path.write_text('x = LineField(label="Naam", help_text=_("goed"))\nraise Refused("Dat mag niet")\n')
    found = [str(problem) for problem in catalogues.unmarked_in_python(path, root)]
    assert found == [
        "kamer/forms.py:1: «Naam» is not marked for translation",
        "kamer/forms.py:2: «Dat mag niet» is not marked for translation",
    ]


def test_compiling_makes_a_catalogue_with_right_plurals(root):
    catalogues.update(root, "en")
    translate_all(root)
    assert [path.name for path in catalogues.compile_all(root)] == ["django.mo"]
    with catalogues.catalogue_path(root, "en").with_suffix(".mo").open("rb") as file:
        compiled = stdlib_gettext.GNUTranslations(file)
    forms = [compiled.ngettext("%(n)s dag", "%(n)s dagen", n) for n in (0, 1, 2)]
    assert forms == ["%(n)s dagen", "%(n)s dag", "%(n)s dagen"]


def test_compiling_again_does_nothing(root):
    catalogues.update(root, "en")
    assert len(catalogues.compile_all(root)) == 1
    assert catalogues.compile_all(root) == []


def test_the_command_updates_checks_and_compiles(root, capsys):
    call_command("vertalingen")
    assert "en: 9 texts, 9 to translate" in capsys.readouterr().out
    with pytest.raises(CommandError, match="9 texts are not right"):
        call_command("vertalingen", "--check")
    translate_all(root)
    call_command("vertalingen", "--check")
    call_command("vertalingen", "--compile")
    assert "Every text is marked and translated." in capsys.readouterr().out
