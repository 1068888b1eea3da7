"""Reads one picture from standard input and writes it anew, smaller, to standard output; a process by itself.

Run by `core.images` with `python -I`, so it imports nothing of ours. What it writes: one line of JSON, then two
WebP files after each other. On a refusal the line is all: `{"fout": "<code>"}`.
"""

import io
import json
import resource
import sys

from PIL import Image, ImageCms, ImageFile, ImageOps

FORMATS = ["JPEG", "PNG", "WEBP"]
MEMORY = 1_500 * 1024**2  # address space; 40 megapixels of each kind stay well below it
SECONDS = 15  # of processor time
QUALITY = 80


def main(most_pixels: int, large: int, small: int) -> None:
    """Write the renditions of what stands on standard input, or why not."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        sizes, files = renditions(sys.stdin.buffer.read(), most_pixels, (large, small))
    except TooLarge:
        write({"fout": "pixels"})
    except (Exception, MemoryError):  # noqa: BLE001 - whatever a broken picture makes of the library, it is refused
        write({"fout": "kapot"})
    else:
        write({"breedte": sizes[0], "hoogte": sizes[1], "groot": len(files[0])}, *files)


class TooLarge(Exception):  # noqa: N818 - it reads as what happened
    """More pixels than are opened."""


def renditions(data: bytes, most_pixels: int, sides: tuple[int, int]) -> tuple[tuple[int, int], list[bytes]]:
    """Return the size of the larger rendition, and both as WebP: upright, in sRGB, one frame, nothing but pixels."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = None  # our own cap stands below; Pillow's would only warn
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > most_pixels:
            raise TooLarge
        picture.draft(
            "RGB", (sides[0], sides[0])
        )  # a JPEG is decoded at half or a quarter of its size when that is enough
        picture.load()
        upright = ImageOps.exif_transpose(shrunk(picture, sides[0]))
    plain = Image.new("RGB", upright.size, "white")  # a new one: no metadata comes along
    mask = upright.getchannel("A") if "A" in upright.getbands() else None
    plain.paste(upright.convert("RGB"), mask=mask)
    return plain.size, [as_webp(plain), as_webp(shrunk(plain, sides[1]))]


def shrunk(picture: Image.Image, side: int) -> Image.Image:
    """Return it in colours every screen knows, within a square of this side; never made larger."""
    if picture.mode.startswith(("I", "F")):  # sixteen bits of grey
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.mode == "P" or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    scale = min(1, side / max(picture.size))
    size = [max(1, round(length * scale)) for length in picture.size]
    smaller = picture.resize((size[0], size[1]), Image.Resampling.LANCZOS, reducing_gap=2)
    smaller = in_srgb(smaller)
    return (
        smaller
        if smaller.mode in {"RGB", "RGBA"}
        else smaller.convert("RGBA" if "A" in smaller.mode else "RGB")
    )


def in_srgb(picture: Image.Image) -> Image.Image:
    """Return it in sRGB when it carries another profile that can be read, else as it is."""
    profile = picture.info.pop("icc_profile", None)
    if not profile:
        return picture
    try:
        there = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return (
            ImageCms.profileToProfile(picture, there, ImageCms.createProfile("sRGB"), outputMode=mode)
            or picture
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture


def as_webp(picture: Image.Image) -> bytes:
    """Return the picture as a WebP file."""
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


def write(head: dict[str, object], *files: bytes) -> None:
    """Write the line and the files."""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(files))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
