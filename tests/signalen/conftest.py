"""The same team of two students and a coordinator as the room of residents tests with."""

from tests.bewoners.conftest import huis

__all__ = ["huis"]
