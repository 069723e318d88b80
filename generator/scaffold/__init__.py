"""Makes a repository for another statute: its pages, workflows and the program itself."""
