"""Files and processes of the system: atomic writes, directory swaps, safe names, package resources, forks."""
