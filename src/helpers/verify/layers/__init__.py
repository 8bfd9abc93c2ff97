"""A file's content in layers of lines: what a reader sees first, what only programs see last."""
