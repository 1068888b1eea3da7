"""Who gets which answer on a GET of every URL: literal, complete, and read by a test.

Columns:  student coordinator projectleider partner trainer privacy beheerder niemand
`own` is an object of the wijk in which student, coordinator and partner work or take part; `other` one of
another wijk. An unknown object is 404 for everyone, and who is not logged in goes to login. 405 means: allowed,
but only by POST. `recent` marks pages that show relations: they ask again when the login is not recent. Add a row
for every URL you make.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Row:
    own: str
    other: str = ""
    kwargs: dict[str, Any] = field(default_factory=dict)
    public: bool = False
    recent: bool = False


#                  stu coo pro par tra pri beh nie
ALL = "200 200 200 200 200 200 200 200"
ALL_POST = "405 405 405 405 405 405 405 405"

# A page on which a plan is edited: only its coordinator; who reads plans elsewhere is refused, others find nothing.
EDIT_PLAN = Row(own="403 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404")
# A round of the own wijk: an invited partner may see it, only its coordinator runs it.
STEER_RONDE = Row(own="403 200 403 403 404 403 404 404", other=EDIT_PLAN.other)
STEER_RONDE_POST = Row(own="403 405 403 403 404 403 404 404", other=EDIT_PLAN.other)

# The text of a plan and who agreed: whoever works with it, and partners once it lay before parties.
READ_PLAN = Row(own="200 200 200 404 404 403 404 404", other="404 404 200 404 404 403 404 404")
# Figures of a plan: who works in the wijk and who leads.
READ_FIGURES = Row(own="200 200 200 404 404 403 404 404", other="404 404 200 404 404 403 404 404")
# Questions to begin a talk with: of a wijk, for who works there and who leads.
READ_KAARTEN = Row(own="200 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404")
COORDINATED = Row(own="403 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404")
WRITTEN = Row(own="403 200 403 403 404 403 403 404", other="404 404 403 404 404 403 403 404")
# A released photo: who works in the wijk and who leads.
PHOTO = Row(own="200 200 200 404 404 404 404 404", other="404 404 200 404 404 404 404 404")
JUDGE_PHOTO = Row(own="403 405 403 404 404 404 404 404", other="404 404 403 404 404 404 404 404")
# A row of an organisation in a wijk: seen by its coordinator, by who leads, and by that organisation.
OF_PARTNER = Row(own="404 200 403 403 404 403 404 404", other="404 404 403 404 404 403 404 404")

TABLE: dict[str, Row] = {
    # -- roof
    "home": Row(own="200 200 302 302 200 200 200 200"),
    # -- the app on a home screen, and what it keeps to log without connection
    "manifest": Row(own=ALL, public=True),
    "service_worker": Row(own=ALL, public=True),
    "telefoon": Row(own=ALL, public=True),
    "telefoon_weet": Row(own="200 200 403 403 403 403 403 403"),
    "set_taal": Row(own=ALL_POST, public=True),
    "set_thema": Row(own=ALL_POST, public=True),
    "kit": Row(own=ALL, public=True),
    # -- the demo's post box; another profile answers 404; a mail nobody sent leads to the list
    "post": Row(own=ALL, public=True),
    "post_empty": Row(own=ALL_POST, public=True),
    "post_mail": Row(own="302 302 302 302 302 302 302 302", kwargs={"uuid": UUID(int=7)}, public=True),
    "wat_ziet_wie": Row(own=ALL),
    # -- the page for residents
    "uitleg": Row(own=ALL, public=True),
    "uitleg_in": Row(own=ALL, kwargs={"taal": "ar"}, public=True),
    "meer": Row(own=ALL),
    # -- hours: one's own, and those of the students one coordinates
    "week": Row(own="200 200 403 403 403 403 403 403"),
    "teamuren": Row(own="403 200 403 403 403 403 403 403"),
    "zorgen": Row(own="200 200 200 403 403 403 403 403"),
    "beheer": Row(own="403 403 403 403 403 403 200 403"),
    # -- the demo's one-tap logins; another profile answers 404
    "demo_stap": Row(own=ALL_POST, kwargs={"n": 1}, public=True),
    "demo_als": Row(own=ALL_POST, kwargs={"wie": "student"}, public=True),
    # -- mensen: a key nobody made is gone for everyone
    "mensen:uitnodiging": Row(own="410 410 410 410 410 410 410 410", kwargs={"token": "x"}, public=True),
    "mensen:bevestig": Row(own=ALL),
    "mensen:berichten": Row(own=ALL),
    "wijken": Row(own="302 302 200 200 200 200 200 200"),
    "wijk": Row(own="200 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404"),
    "kaart": Row(own="200 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404"),
    "hulpbronnen": Row(own="200 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404"),
    "zoeken": Row(own="200 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404"),
    "plan": Row(own="200 200 200 404 404 403 404 404", other="404 404 200 404 404 403 404 404"),
    "keten": Row(own="200 200 200 404 404 403 404 404", other="404 404 200 404 404 403 404 404"),
    "los": Row(own="200 200 200 404 404 403 404 404", other="404 404 200 404 404 403 404 404"),
    # -- partners
    "partners:afspraken": Row(own="403 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404"),
    "partners:create": Row(own="403 200 403 403 404 403 403 404", other="404 404 403 404 404 403 403 404"),
    "partners:in_wijk": Row(own="403 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404"),
    "partners:add": Row(own="403 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404"),
    "partners:invited": Row(own="403 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404"),
    "partners:invite": Row(own="403 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404"),
    "partners:invite_again": Row(
        own="404 405 405 403 404 403 404 404", other="404 404 405 404 404 403 404 404"
    ),
    "partners:until": Row(own="404 200 200 403 404 403 404 404", other="404 404 200 404 404 403 404 404"),
    "partners:change": Row(own="404 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"),
    "partners:finish": Row(own="404 405 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"),
    "partners:reopen": Row(own="404 405 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"),
    # -- promises, rooms and developments: the coordinator writes, an organisation reads and reports its own
    "partners:alle_toezeggingen": Row(own="403 403 200 403 403 403 403 403"),
    "partners:alle_csv": Row(own="403 403 200 403 403 403 403 403"),
    "partners:alle_xlsx": Row(own="403 403 200 403 403 403 403 403"),
    "partners:toezeggingen": COORDINATED,
    "partners:csv": COORDINATED,
    "partners:xlsx": COORDINATED,
    "partners:ruimte": COORDINATED,
    "partners:beheer": WRITTEN,
    "partners:promise": WRITTEN,
    "partners:ontwikkeling_create": WRITTEN,
    "partners:woonplek_create": WRITTEN,
    "partners:toezegging": Row(
        own="404 200 200 200 404 403 404 404", other="404 404 200 404 404 403 404 404"
    ),
    "partners:change_promise": OF_PARTNER,
    "partners:withdraw": OF_PARTNER,
    "partners:book": OF_PARTNER,
    "partners:ontwikkeling_change": OF_PARTNER,
    "partners:woonplek_change": OF_PARTNER,
    "partners:move": Row(own="404 200 403 200 404 403 404 404", other=OF_PARTNER.other),
    "partners:room_end": Row(own="404 403 403 200 404 403 404 404", other=OF_PARTNER.other),
    "partners:woonplek_end": Row(own="404 403 403 200 404 403 404 404", other=OF_PARTNER.other),
    "partners:contact": Row(own="404 200 403 200 404 403 404 404", other=OF_PARTNER.other),
    "partners:verandert": Row(own="403 403 403 200 403 403 403 403"),
    "raakt": Row(own="404 200 200 403 404 403 404 404", other="404 404 200 404 404 403 404 404"),
    "gezien": Row(own="404 405 403 403 404 403 404 404", other=OF_PARTNER.other),
    "wijkplan:betaalt": Row(own="403 200 200 404 404 403 404 404", other="404 404 200 404 404 403 404 404"),
    "wijkplan:dekking": EDIT_PLAN,
    "impact:toezeggingen": Row(
        own="403 200 200 200 404 403 403 404", other="404 404 200 404 404 403 403 404"
    ),
    # -- impact: partners and coordinators read their own wijken, students never
    "impact:overview": Row(own="403 302 200 302 403 403 403 403"),
    "impact:overview_csv": Row(own="403 403 200 403 403 403 403 403"),
    "impact:overview_xlsx": Row(own="403 403 200 403 403 403 403 403"),
    "impact:quarter": Row(own="403 200 200 200 404 403 403 404", other="404 404 200 404 404 403 403 404"),
    "impact:quarter_csv": Row(own="403 200 200 200 404 403 403 404", other="404 404 200 404 404 403 403 404"),
    "impact:quarter_xlsx": Row(
        own="403 200 200 200 404 403 403 404", other="404 404 200 404 404 403 403 404"
    ),
    "impact:count_now": Row(own="403 405 403 404 404 403 404 404", other=EDIT_PLAN.other),
    "impact:release": Row(own="403 200 403 403 404 403 403 404", other="404 404 403 404 404 403 403 404"),
    "impact:withdraw": Row(own="403 200 403 403 404 403 404 404", other="404 404 403 404 404 403 404 404"),
    "impact:words": Row(
        own="403 200 403 403 404 403 403 404",
        other="404 404 403 404 404 403 403 404",
        kwargs={"kwartaal": "2026-k1"},
    ),
    # -- wijkplan
    "wijkplan:create": Row(own="403 200 403 403 404 403 403 404", other="404 404 403 404 404 403 403 404"),
    "wijkplan:edit": EDIT_PLAN,
    "wijkplan:change": EDIT_PLAN,
    "wijkplan:merge": EDIT_PLAN,
    "wijkplan:split": EDIT_PLAN,
    "wijkplan:next_version": EDIT_PLAN,
    "wijkplan:next_plan": EDIT_PLAN,
    "wijkplan:lay_before": EDIT_PLAN,
    "wijkplan:withdraw": EDIT_PLAN,
    "wijkplan:step": Row(own="403 405 403 404 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:archive": Row(own="403 405 403 404 404 403 404 404", other=EDIT_PLAN.other),
    # a concept nobody saw is not there for partners; a text that lay before them is, with what all of them said
    "wijkplan:lezen": READ_PLAN,
    "wijkplan:versies": READ_PLAN,
    "wijkplan:verschil": READ_PLAN,
    "wijkplan:geschiedenis": READ_PLAN,
    "wijkplan:voorlegging": Row(own="200 200 200 200 404 403 404 404", other=READ_PLAN.other),
    "wijkplan:akkoord": Row(own="403 403 403 200 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:absent": Row(own="403 200 403 403 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:remind": Row(own="403 405 403 403 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:remove": EDIT_PLAN,
    "wijkplan:papier": READ_PLAN,
    "wijkplan:gesprekskaarten": READ_KAARTEN,
    "wijkplan:gesprekskaarten_pdf": READ_KAARTEN,
    "wijkplan:gesprekskaarten_edit": EDIT_PLAN,
    "wijkplan:plan_pdf": READ_PLAN,
    "wijkplan:gewoon_pdf": READ_PLAN,
    "wijkplan:gewoon_edit": EDIT_PLAN,
    "wijkplan:paste": EDIT_PLAN,
    "wijkplan:prioriteit_create": EDIT_PLAN,
    "wijkplan:prioriteit": READ_PLAN,
    "wijkplan:doel": READ_PLAN,
    "wijkplan:prioriteit_edit": EDIT_PLAN,
    "wijkplan:prioriteit_remove": EDIT_PLAN,
    "wijkplan:doel_create": EDIT_PLAN,
    "wijkplan:doel_edit": EDIT_PLAN,
    "wijkplan:doel_remove": EDIT_PLAN,
    "wijkplan:indicator_create": EDIT_PLAN,
    "wijkplan:indicator_edit": EDIT_PLAN,
    "wijkplan:indicator_remove": EDIT_PLAN,
    "wijkplan:meting_create": Row(own="200 200 403 404 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:meting_edit": EDIT_PLAN,
    "wijkplan:meting_return": EDIT_PLAN,
    "wijkplan:meting_confirm": Row(own="403 405 403 404 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:indicator_postpone": Row(own="403 405 403 404 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:indicator": READ_FIGURES,
    "wijkplan:cijfers": READ_FIGURES,
    "wijkplan:cijfers_csv": READ_FIGURES,
    "wijkplan:cijfers_xlsx": READ_FIGURES,
    "wijkplan:sloten": READ_FIGURES,
    "wijkplan:period_close": EDIT_PLAN,
    "wijkplan:period_unlock": Row(
        own="403 200 200 404 404 403 404 404", other="404 404 200 404 404 403 404 404"
    ),
    "wijkplan:meting_remove": EDIT_PLAN,
    "wijkplan:project_create": EDIT_PLAN,
    "wijkplan:project_edit": EDIT_PLAN,
    "wijkplan:project_remove": EDIT_PLAN,
    "wijkplan:effect_create": EDIT_PLAN,
    "wijkplan:effect_edit": EDIT_PLAN,
    "wijkplan:effect_remove": EDIT_PLAN,
    "wijkplan:schakel_create": EDIT_PLAN,
    "wijkplan:schakel_edit": EDIT_PLAN,
    "wijkplan:schakel_remove": EDIT_PLAN,
    "wijkplan:schakel_test": EDIT_PLAN,
    "wijkplan:prioriteit_weigh": Row(own="403 302 403 404 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:prioriteit_move": Row(own="403 405 403 404 404 403 404 404", other=EDIT_PLAN.other),
    # -- the yearly cycle: read by who works there, written by the coordinator; partners answer only what was shared
    "jaarcyclus": READ_PLAN,
    "wijkplan:stap_create": Row(
        own=EDIT_PLAN.own, other=EDIT_PLAN.other, kwargs={"onderwerp": "werkwijze", "stap": "bepaald"}
    ),
    "wijkplan:stap_edit": EDIT_PLAN,
    "wijkplan:evaluaties": READ_PLAN,
    "wijkplan:evaluatie": READ_PLAN,
    "wijkplan:evaluatie_create": EDIT_PLAN,
    "wijkplan:evaluatie_edit": EDIT_PLAN,
    "wijkplan:evaluated": Row(own="403 405 403 404 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:actie_add": EDIT_PLAN,
    "wijkplan:actie_close": EDIT_PLAN,
    "wijkplan:lessons": Row(own="200 200 200 403 403 403 403 403"),
    "wijkplan:puls": READ_PLAN,
    "wijkplan:puls_xlsx": READ_PLAN,
    "wijkplan:puls_csv": READ_PLAN,
    "wijkplan:puls_ask": Row(own="403 405 403 404 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:puls_answer": Row(own="403 403 403 404 404 403 404 404", other=EDIT_PLAN.other),
    # -- rounds: who works in the wijk follows, its coordinator steers, who is invited votes
    "wijkplan:rondes": Row(own="200 200 200 404 404 403 404 404", other="404 404 200 404 404 403 404 404"),
    "wijkplan:ronde_create": EDIT_PLAN,
    "wijkplan:ronde": Row(own="200 200 200 200 404 403 404 404", other="404 404 200 404 404 403 404 404"),
    "wijkplan:ronde_csv": Row(own="302 302 302 302 404 403 404 404", other="404 404 302 404 404 403 404 404"),
    "wijkplan:ronde_xlsx": Row(
        own="302 302 302 302 404 403 404 404", other="404 404 302 404 404 403 404 404"
    ),
    "wijkplan:ronde_edit": STEER_RONDE,
    "wijkplan:ronde_open": STEER_RONDE_POST,
    "wijkplan:ronde_remind": STEER_RONDE_POST,
    "wijkplan:ronde_apply": STEER_RONDE_POST,
    "wijkplan:ronde_remove": STEER_RONDE_POST,
    "wijkplan:ronde_close": STEER_RONDE,
    "wijkplan:ronde_ballots": STEER_RONDE,
    "wijkplan:bezwaar_solve": STEER_RONDE,
    "wijkplan:stem": Row(own="403 403 403 200 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:gestemd": Row(own="403 403 403 302 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:ronde_count": Row(own="200 200 403 403 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:ronde_sheet": Row(own="200 200 403 403 404 403 404 404", other=EDIT_PLAN.other),
    "wijkplan:ronde_count_remove": Row(
        own="405 405 403 403 404 403 404 404",
        other=EDIT_PLAN.other,
        kwargs={"client_id": "00000000-0000-4000-8000-000000000000"},
    ),
    # -- wijken: imports, and which official areas belong to which wijk
    "wijken:invoer_list": Row(own="403 200 200 403 403 403 200 403"),
    "wijken:invoer_create": Row(own="403 200 200 403 403 403 200 403"),
    "wijken:invoer_detail": Row(
        own="404 200 200 404 404 404 200 404", other="404 404 200 404 404 404 200 404"
    ),
    "wijken:invoer_repeat": Row(
        own="404 405 405 404 404 404 405 404", other="404 404 405 404 404 404 405 404"
    ),
    "wijken:links": Row(own="403 200 200 403 403 403 200 403"),
    "wijken:link_decide": Row(own="403 405 405 404 404 403 405 404", other="404 404 405 404 404 403 405 404"),
    "wijken:kerncijfer_create": Row(
        own="403 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404"
    ),
    "health_live": Row(own=ALL, public=True),
    "health_ready": Row(own=ALL, public=True),
    # -- doing: agenda, logging, activities, bijeenkomsten, counts
    "agenda": Row(own="200 200 200 403 403 403 403 403"),
    "loggen": Row(own="200 200 403 403 403 403 403 403"),
    "activiteiten:list": Row(own="200 200 200 403 403 403 403 403"),
    "activiteiten:create": Row(own="403 200 403 403 403 403 403 403"),
    "activiteiten:weekuren": Row(own="405 405 403 403 403 403 403 403"),
    "activiteiten:los": Row(own="200 200 403 403 403 403 403 403"),
    "activiteiten:detail": Row(
        own="200 200 200 404 404 403 404 404", other="404 404 200 404 404 403 404 404"
    ),
    "activiteiten:openbaar": Row(
        own="403 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:poster": Row(
        own="200 200 200 404 404 403 404 404", other="404 404 200 404 404 403 404 404"
    ),
    # -- calendars: everyone her own addresses; one that is nobody's is gone; what is public is for all
    "activiteiten:sleutels": Row(own="200 200 200 403 403 403 403 403"),
    "activiteiten:withdraw_sleutel": Row(
        own="405 404 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404"
    ),
    "activiteiten:feed": Row(
        own="410 410 410 410 410 410 410 410", kwargs={"uuid": UUID(int=7), "token": "x"}, public=True
    ),
    "activiteiten:buurtagenda": Row(own=ALL, kwargs={"slug": "openbaar"}, public=True),
    "activiteiten:buurtagenda_ics": Row(own=ALL, kwargs={"slug": "openbaar"}, public=True),
    "activiteiten:meedoen": Row(own=ALL, kwargs={"uuid": UUID(int=8)}, public=True),
    "activiteiten:change": Row(
        own="403 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:link": Row(own="403 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"),
    "activiteiten:plan": Row(own="403 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"),
    "activiteiten:repeat": Row(
        own="403 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:reeks": Row(own="403 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"),
    "activiteiten:sluitingen": Row(
        own="200 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404"
    ),
    "activiteiten:add_sluiting": WRITTEN,
    "activiteiten:remove_sluiting": Row(
        own="403 405 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    # photos: one of somebody else that was not released is 404 but for the coordinator; the world's one is released
    "activiteiten:fotos": Row(own="200 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"),
    "activiteiten:interventie_fotos": Row(
        own="200 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:foto_groot": PHOTO,
    "activiteiten:foto_klein": PHOTO,
    "bewoners:foto": PHOTO,
    "bewoners:beeldtoestemming": Row(
        own="403 200 403 404 404 404 404 404", other="404 404 403 404 404 404 404 404"
    ),
    "bewoners:say_herkenbaar": JUDGE_PHOTO,
    "bewoners:remove_foto": JUDGE_PHOTO,
    "bewoners:withdraw_beeld": Row(
        own="405 405 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404"
    ),
    # what was made in the neighbourhood: read by who works there and who leads, written by the coordinator
    "activiteiten:interventies": Row(
        own="200 200 200 403 404 403 403 404", other="404 404 200 404 404 403 403 404"
    ),
    "activiteiten:add_interventie": WRITTEN,
    "activiteiten:interventie": Row(
        own="200 200 200 404 404 403 404 404", other="404 404 200 404 404 403 404 404"
    ),
    "activiteiten:change_interventie": Row(
        own="403 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    # what a wijk already has: written by all who work there
    "activiteiten:add_hulpbron": Row(
        own="200 200 403 403 404 403 403 404", other="404 404 403 404 404 403 403 404"
    ),
    "activiteiten:change_hulpbron": Row(
        own="200 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:remove_hulpbron": Row(
        own="405 405 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    # -- initiatives: who works in the wijk reads, notes and measures; its coordinator decides
    "activiteiten:initiatieven": Row(own="200 200 200 403 403 403 403 403"),
    "activiteiten:create_initiatief": Row(own="200 200 403 403 403 403 403 403"),
    "activiteiten:initiatief": Row(
        own="200 200 200 404 404 403 404 404", other="404 404 200 404 404 403 404 404"
    ),
    "activiteiten:measure_initiatief": Row(
        own="200 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:change_initiatief": EDIT_PLAN,
    "activiteiten:overdracht": EDIT_PLAN,
    "activiteiten:zelfstandig": EDIT_PLAN,
    "activiteiten:stop_initiatief": EDIT_PLAN,
    "activiteiten:take_back_initiatief": Row(own="403 405 403 404 404 403 404 404", other=EDIT_PLAN.other),
    "activiteiten:overleving": EDIT_PLAN,
    "activiteiten:undo_overleving": Row(own="403 405 403 404 404 403 404 404", other=EDIT_PLAN.other),
    "activiteiten:bijeenkomst": Row(
        own="200 200 200 404 404 403 404 404", other="404 404 200 404 404 403 404 404"
    ),
    "activiteiten:change_bijeenkomst": Row(
        own="403 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:tel": Row(own="200 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"),
    "activiteiten:na": Row(own="302 302 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"),
    "activiteiten:hand_over": Row(
        own="405 405 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:sign_up": Row(
        own="405 405 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:sign_off": Row(
        own="405 405 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:swap": Row(own="200 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"),
    "activiteiten:take_over": Row(
        own="405 405 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:cancel": Row(
        own="405 405 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:restore": Row(
        own="405 405 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:correct": Row(
        own="403 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "activiteiten:decide": Row(
        own="403 405 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    # -- signalen: who works in the wijk, never who leads; changed by who raised it, answered by the coordinator
    **dict.fromkeys(
        ("signalen:list", "signalen:create"),
        Row(own="200 200 403 403 404 403 403 404", other="404 404 403 404 404 403 403 404"),
    ),
    "signalen:at_bijeenkomst": Row(
        own="200 200 403 404 404 403 404 404", other="404 404 403 404 404 403 404 404"
    ),
    "signalen:detail": Row(own="200 200 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404"),
    "signalen:answer": Row(own="403 405 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404"),
    "signalen:change": Row(own="200 403 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404"),
    "signalen:withdraw": Row(own="405 403 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404"),
    "bewoners:signaal": Row(own="200 403 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404"),
    # -- residents: only who works in the wijk, and change only by who logged it
    "bewoners:list": Row(own="200 200 403 403 403 403 403 403", recent=True),
    **dict.fromkeys(
        (
            "bewoners:contact",
            "bewoners:change_contact",
            "bewoners:name",
            "bewoners:kaartje",
            "bewoners:add_inzet",
            "bewoners:hand_over",
            "bewoners:meet",
        ),
        Row(own="200 200 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404", recent=True),
    ),
    **dict.fromkeys(
        (
            "bewoners:explain",
            "bewoners:leave",
            "bewoners:read_name",
            "bewoners:withdraw_name",
            "bewoners:remove_inzet",
            "bewoners:undo_overdracht",
            "bewoners:resume",
        ),
        Row(own="405 405 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404", recent=True),
    ),
    "bewoners:begon": Row(own="405 403 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404"),
    "bewoners:gesprekken": Row(own="200 200 403 403 403 403 403 403", recent=True),
    "bewoners:kaartjes": Row(own="200 200 403 403 403 403 403 403"),
    "bewoners:log": Row(own="200 200 403 403 403 403 403 403"),
    "bewoners:na": Row(own="200 403 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404"),
    "bewoners:change": Row(own="200 403 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404"),
    "bewoners:notitie": Row(
        own="200 200 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404", recent=True
    ),
    "bewoners:write_notitie": Row(
        own="200 403 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404"
    ),
    "bewoners:delete": Row(own="405 403 404 404 404 404 404 404", other="404 404 404 404 404 404 404 404"),
}
