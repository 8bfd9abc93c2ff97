"""Looking over a batch: its index page."""
