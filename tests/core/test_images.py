"""Photos as people send them, good and bad: each is kept safely or refused in words."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.errors import Refused
from core.images import MOST_BYTES, read_photo

GPS, ORIENTATION = 0x8825, 0x0112


def sent(data: bytes, naam: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, data)


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **how: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, how.pop("color", "red")).save(out, kind, **how)
    return out.getvalue()


def phone_photo() -> bytes:
    """Lying on its side, its left half red, with the place where it was made."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # turn a quarter to the right to stand upright
    exif[GPS] = {1: "N", 2: (52.0, 22.0, 30.0)}
    image = Image.new("RGB", (80, 40), "blue")
    image.paste("red", (0, 0, 40, 40))
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=95)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of 400 megapixels in 48 kB."""
    side = 20_000
    packed = zlib.compress(bytes((side // 8 + 1) * side), 9)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", packed), (b"IEND", b"")]
    made = [struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def test_a_photo_of_a_phone_stands_upright_and_says_nothing_of_where():
    made = read_photo(sent(phone_photo()))
    assert b"GPS" not in made.groot
    with Image.open(io.BytesIO(made.groot)) as kept:
        assert (kept.format, kept.size, kept.info.keys() & {"exif", "icc_profile", "xmp"}) == (
            "WEBP",
            (40, 80),
            set(),
        )
        red, _green, blue = kept.convert("RGB").getpixel((20, 10))
    assert (red > 200, blue < 60) == (True, True)


def test_a_large_one_becomes_1600_and_a_small_one_beside_it():
    made = read_photo(sent(picture("PNG", (3200, 1000), "RGBA", color=(9, 9, 9, 0)), "foto.png"))
    with Image.open(io.BytesIO(made.groot)) as large, Image.open(io.BytesIO(made.klein)) as small:
        assert (large.size, small.size, large.mode) == ((1600, 500), (400, 125), "RGB")
        assert large.getpixel((5, 5)) == (255, 255, 255)  # what one could look through is white
    assert (made.breedte, made.hoogte) == (1600, 500)


def test_of_a_moving_picture_one_frame_is_kept():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    with Image.open(io.BytesIO(read_photo(sent(out.getvalue(), "foto.webp")).groot)) as kept:
        assert getattr(kept, "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("naam", "data", "said"),
    [
        ("leeg.jpg", b"", "leeg"),
        ("pagina.jpg", b"<!doctype html><script>alert(1)</script>", "geen foto"),
        ("tekening.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "geen foto"),
        ("plaatje.gif", picture("GIF"), "geen foto"),
        ("iphone.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "Meest compatibel"),
        ("half.jpg", picture(size=(400, 300))[:1500], "beschadigd"),
        ("kop.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "beschadigd"),
        ("bom.png", bomb(), "40 miljoen"),
        ("zwaar.jpg", b"\xff\xd8\xff" + bytes(MOST_BYTES), "20 MB"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(naam, data, said):
    with pytest.raises(Refused) as refused:
        read_photo(sent(data, naam))
    assert said in refused.value.message
