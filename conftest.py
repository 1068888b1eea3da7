"""Loads the plugin that starts the tests' own servers."""

pytest_plugins = ["tests.plugin"]
