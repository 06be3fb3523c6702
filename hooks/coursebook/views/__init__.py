"""Tables that two or more outputs share; pure functions of the curriculum."""
