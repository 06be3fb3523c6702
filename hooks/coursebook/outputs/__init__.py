"""Pure functions from the curriculum to what readers get; nothing here opens a file."""
