from wijken import kaart


def square(x, y, d=0.01):
    return {
        "type": "MultiPolygon",
        "coordinates": [[[[x, y], [x + d, y], [x + d, y + d], [x, y + d], [x, y]]]],
    }


def test_a_square_is_drawn_upright_with_north_above():
    drawn = kaart.draw([square(4.8, 52.3)], breedte=116, rand=8)
    assert (drawn.viewbox, drawn.paden) == ("0 0 78 116", ("M8 108L69.6 108L69.6 8L8 8Z",))


def test_two_borders_and_a_point_share_one_picture():
    drawn = kaart.draw([square(4.8, 52.3), None, square(4.81, 52.3)], punten=[(4.81, 52.31)], breedte=116)
    assert (len(drawn.paden), drawn.paden[1], len(drawn.punten)) == (3, "", 1)
    assert drawn.punten[0][1] == 8


def test_nothing_to_draw_is_none():
    assert (kaart.draw([None]), kaart.draw([]), kaart.box(None), kaart.box({"type": "kapot"})) == (
        None,
        None,
        None,
        None,
    )


def test_a_long_border_becomes_a_short_path():
    ring = [[4.8 + 0.01 * (i % 2) * 1e-5 + i * 1e-6, 52.3] for i in range(10_000)] + [
        [4.81, 52.4],
        [4.8, 52.3],
    ]
    drawn = kaart.draw([{"type": "MultiPolygon", "coordinates": [[ring]]}])
    assert len(drawn.paden[0]) < 200


def test_overlap_is_the_share_of_the_first():
    assert round(kaart.share_within(square(4.8, 52.3), square(4.805, 52.3)), 6) == 0.5
    assert kaart.share_within(square(4.8, 52.3), None) is None
    assert kaart.margin((4.0, 52.0, 5.0, 53.0)) == (3.9, 51.9, 5.1, 53.1)
