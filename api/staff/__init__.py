"""The pages for staff: the unit's inbox. `routers` holds the addresses, one resource a file; `parts.build_staff` puts it together."""
