from allauth.account.views import confirm_login_code
from django.urls import include, path

from mensen.adapter import keep_next
from vooruit.views import (
    cyclus,
    demo,
    health,
    home,
    hulpbronnen,
    kaart,
    keten,
    kit,
    over,
    post,
    raakt,
    wijk,
    zoeken,
)

ROOMS = ("mensen", "wijken", "partners", "wijkplan", "activiteiten", "signalen", "bewoners", "impact")
urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("", home.home, name="home"),
    path("", include("vooruit.app_urls")),
    path("", include("vooruit.week_urls")),
    path("thema/", kit.set_thema, name="set_thema"),
    path("kit/", kit.kit, name="kit"),
    path("post/", post.post, name="post"),
    path("post/legen/", post.post_empty, name="post_empty"),
    path("post/<uuid:uuid>/", post.post_mail, name="post_mail"),
    path("wat-ziet-wie/", over.wat_ziet_wie, name="wat_ziet_wie"),
    path("meer/", over.meer, name="meer"),
    path("zorgen/", over.zorgen, name="zorgen"),
    path("beheer/", over.beheer, name="beheer"),
    path("demo/stap/<int:n>/", demo.stap, name="demo_stap"),
    path("demo/als/<slug:wie>/", demo.als, name="demo_als"),
    path("wijken/", wijk.wijken, name="wijken"),
    path("wijken/<slug:slug>/", wijk.wijk_page, name="wijk"),
    path("wijken/<slug:slug>/kaart/", kaart.kaart, name="kaart"),
    path("wijken/<slug:slug>/wat-er-is/", hulpbronnen.hulpbronnen, name="hulpbronnen"),
    path("wijken/<slug:slug>/zoeken/", zoeken.zoeken, name="zoeken"),
    path("plannen/<uuid:uuid>/", wijk.plan_page, name="plan"),
    path("datumwijzigingen/<uuid:uuid>/", raakt.raakt, name="raakt"),
    path("datumwijzigingen/<uuid:uuid>/gezien/", raakt.gezien, name="gezien"),
    path("plannen/<uuid:uuid>/keten/", keten.keten, name="keten"),
    path("plannen/<uuid:uuid>/los-van-het-plan/", keten.los, name="los"),
    path("plannen/<uuid:uuid>/jaarcyclus/", cyclus.jaarcyclus, name="jaarcyclus"),
    path("account/login/code/confirm/", keep_next(confirm_login_code), name="account_confirm_login_code"),
    path("account/", include("allauth.urls")),
    *(path("", include(f"{room}.urls")) for room in ROOMS),
]

handler400 = "core.errors.bad_request"
handler403 = "core.errors.forbidden"
handler404 = "core.errors.not_found"
handler500 = "core.errors.server_error"
