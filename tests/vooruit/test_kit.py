import pytest


@pytest.mark.django_db
def test_the_gallery_shows_every_component_in_the_demo(client):
    page = client.get("/kit/")
    assert page.status_code == 200
    assert "Vraagt jou nu" in page.content.decode()


@pytest.mark.django_db
def test_the_gallery_does_not_exist_outside_the_demo(client, settings):
    settings.DEMO = False
    assert client.get("/kit/").content == client.get("/bestaat-niet/").content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("choice", "attribute"), [("donker", 'data-theme="donker"'), ("licht", 'data-theme="licht"')]
)
def test_the_chosen_colours_come_with_the_page(client, choice, attribute):
    client.post("/thema/", {"thema": choice, "next": "/kit/"})
    assert attribute in client.get("/kit/").content.decode()


@pytest.mark.django_db
def test_choosing_as_my_device_forgets_the_choice(client):
    client.post("/thema/", {"thema": "donker"})
    client.post("/thema/", {"thema": ""})
    assert "data-theme" not in client.get("/kit/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("back", "lands"),
    [("/kit/", "/kit/"), ("https://kwaad.example/", "/"), ("//kwaad.example", "/"), ("", "/")],
)
def test_choosing_colours_returns_to_our_own_pages_only(client, back, lands):
    assert client.post("/thema/", {"thema": "licht", "next": back}).headers["Location"] == lands
