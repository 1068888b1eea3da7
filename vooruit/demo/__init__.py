"""The demo story: invented people in four wijken of Amsterdam, told through the services of every room."""
