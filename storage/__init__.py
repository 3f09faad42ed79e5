"""The database: tables, and one module of functions per aggregate."""
