"""What a curriculum is: frozen values, checked on their own; what they must be to one another is for ``rules``."""
