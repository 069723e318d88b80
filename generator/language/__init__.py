"""Language data that is independent of any act: plural rules and look-alike letters."""
