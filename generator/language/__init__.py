"""Language data that is independent of any act: plural rules, word forms and look-alike letters."""
