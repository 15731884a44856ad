"""What was made of one dump, shown: in the terminal and as one page."""
