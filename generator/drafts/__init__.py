"""Drafts what the words of an act say of bodies, posts and relations, for a person to accept or refuse."""
