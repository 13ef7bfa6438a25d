"""`callboard bench`: is a client with a million calls served as fast as one with a thousand?

Only ratios of one run are told: what the product does beside the least that the database could do,
in turns, so that a busy machine is busy for both.
"""
