"""Loads the plugin that starts the tests' own servers, the browser, and who walks past every address."""

pytest_plugins = ["tests.plugin", "tests.browser", "tests.house.visitors"]
