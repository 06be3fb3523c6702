"""Text files → records that know their place; nothing here knows what a curriculum is."""
