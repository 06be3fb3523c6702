"""Time and memory of the builds, beside the usual tools, on generated Chinese modules."""
