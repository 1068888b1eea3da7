"""Readers of official files: bytes in, typed rows and a report out; nothing here touches the database."""
