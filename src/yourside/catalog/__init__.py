"""How each dialect's resources translate to the cloud's own model: tables and schemas as data, with their checks."""
