"""What the code knows of languages in general: plural rules, letters that look alike."""
