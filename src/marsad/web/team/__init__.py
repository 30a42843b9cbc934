"""A team: accounts with roles in projects, sign-in, sessions and tokens, kept in a file of their own beside the store (docs/team.md)."""
