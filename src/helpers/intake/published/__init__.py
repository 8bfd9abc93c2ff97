"""Published reports of any layout, read into params: readers by format, one recogniser for all of them."""
