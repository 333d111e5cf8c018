"""Names of persons and bodies, roles and places."""
