"""Speed side by side with what a user would otherwise write, measured in one run."""
