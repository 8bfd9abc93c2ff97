"""nbconvert exporters: HTML, PDF and Word from the blocks of one executed notebook."""
