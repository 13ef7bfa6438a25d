"""Calls that nobody made: placed by an agency's staff to show what its clients will hear, and the
voices and words that the demo's calls are made of as well.
"""
