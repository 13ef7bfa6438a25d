"""Puts the cast into the database, through the same verbs that its people would use, at the times
at which they would have used them.
"""
