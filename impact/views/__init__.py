"""Pages of figures: what partners read, what who leads compares, what a coordinator releases."""
