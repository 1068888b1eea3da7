"""Loads the plugin that starts the tests' own servers, and the browser."""

pytest_plugins = ["tests.plugin", "tests.browser"]
