"""Word documents from blocks: WordprocessingML in a package of python-docx."""
